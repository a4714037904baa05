package io.tapstack.lambda.migrations;

import io.tapstack.lambda.postgres.ConnectionSource;
import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.postgres.DatabaseUser;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * A schema: its versions are the SQL files in {@code db/migration} of the function's jar, applied by Flyway, which lets
 * only one of several concurrent runs work.
 *
 * @param placeholders what <code>${…}</code> stands for in the files
 */
public record Schema(String name, Map<String, String> placeholders) {
    /** A migration may take long, but not longer than the function. */
    private static final Duration LONGEST_STATEMENT = Duration.ofMinutes(5);

    public Schema {
        placeholders = Map.copyOf(placeholders);
    }

    /**
     * The outcome of a run.
     *
     * @param schemaVersion the version the schema now has
     * @param migrationsApplied how many steps that took; 0 where it was up to date
     */
    public record Result(String schemaVersion, int migrationsApplied) {}

    /**
     * Applies what is missing.
     *
     * @throws MigrationFailedException where it could not; what was applied before stays, and a repetition goes on there
     */
    public Result migrate(Database database, DatabaseUser master) {
        try {
            var flyway = Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(new ConnectionSource(
                            () -> database.connect(master.name(), master.password(), LONGEST_STATEMENT)))
                    .locations("classpath:db/migration")
                    .failOnMissingLocations(true)
                    .schemas(name)
                    .placeholders(placeholders)
                    .cleanDisabled(true)
                    .load();
            var applied = flyway.migrate().migrationsExecuted;
            return new Result(flyway.info().current().getVersion().getVersion(), applied);
        } catch (FlywayException e) {
            throw new MigrationFailedException(withoutSecret(e, master), sqlState(e));
        }
    }

    private static String withoutSecret(Throwable e, DatabaseUser master) {
        return String.valueOf(e.getMessage()).replace(master.password(), "***");
    }

    private static String sqlState(Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return String.valueOf(sql.getSQLState());
            }
        }
        return "";
    }

    /** The schema could not be brought up to date. Terraform shows the message. */
    public static final class MigrationFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private MigrationFailedException(String message, String sqlState) {
            super("Migration failed" + (sqlState.isEmpty() ? "" : " (SQLSTATE " + sqlState + ")") + ": " + message);
        }
    }
}
