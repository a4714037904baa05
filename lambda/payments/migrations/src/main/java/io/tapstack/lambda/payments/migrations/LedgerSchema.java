package io.tapstack.lambda.payments.migrations;

import io.tapstack.lambda.postgres.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The ledger's schema: its versions are the SQL files in {@code db/migration}, applied by Flyway, which lets only one of
 * several concurrent runs work.
 */
final class LedgerSchema {
    static final String NAME = "ledger";
    /** A migration may take long, but not longer than the function. */
    private static final Duration LONGEST_STATEMENT = Duration.ofMinutes(5);

    private LedgerSchema() {}

    /**
     * The outcome of a run.
     *
     * @param schemaVersion the version the schema now has
     * @param migrationsApplied how many steps that took; 0 where it was up to date
     */
    record Result(String schemaVersion, int migrationsApplied) {}

    /**
     * Applies what is missing and makes sure the ledger's role exists.
     *
     * @throws MigrationFailedException where it could not; what was applied before stays, and a repetition goes on there
     */
    static Result migrate(Database database, MasterUser master, String ledgerUser) {
        try {
            var flyway = Flyway.configure(LedgerSchema.class.getClassLoader())
                    .dataSource(new MasterDataSource(database, master, LONGEST_STATEMENT))
                    .locations("classpath:db/migration")
                    .failOnMissingLocations(true)
                    .schemas(NAME)
                    .placeholders(Map.of("ledger_user", ledgerUser))
                    .cleanDisabled(true)
                    .load();
            var applied = flyway.migrate().migrationsExecuted;
            return new Result(flyway.info().current().getVersion().getVersion(), applied);
        } catch (FlywayException e) {
            throw new MigrationFailedException(withoutSecret(e, master), sqlState(e));
        }
    }

    private static String withoutSecret(Throwable e, MasterUser master) {
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
    static final class MigrationFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private MigrationFailedException(String message, String sqlState) {
            super("Migration failed" + (sqlState.isEmpty() ? "" : " (SQLSTATE " + sqlState + ")") + ": " + message);
        }
    }
}
