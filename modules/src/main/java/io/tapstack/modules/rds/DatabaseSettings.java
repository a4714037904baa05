package io.tapstack.modules.rds;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.core.Settings;
import java.util.regex.Pattern;

/**
 * @param majorVersion of PostgreSQL, {@code 17}; AWS withdraws minor versions after a while and upgrades them by itself. A higher one
 *     upgrades an instance; a protected one in its maintenance window
 * @param instanceClass for example {@code db.r7g.large}
 * @param protection of the data: deletion protection and a last snapshot, or neither
 * @param logs how long the database's logs are kept
 */
public record DatabaseSettings(
        String majorVersion,
        String instanceClass,
        StorageSettings storage,
        BackupSettings backups,
        Availability availability,
        DatabaseMonitoring monitoring,
        Protection protection,
        Retention logs)
        implements Settings {
    private static final Pattern MAJOR = Pattern.compile("\\d{2}");
    private static final Pattern INSTANCE_CLASS = Pattern.compile("db\\.[a-z0-9-]+\\.[a-z0-9-]+");

    @Override
    public void check(Problems problems) {
        problems.matches("majorVersion", majorVersion, MAJOR, "a major version of PostgreSQL such as 17");
        problems.matches("instanceClass", instanceClass, INSTANCE_CLASS, "an RDS instance class such as db.t4g.small");
        problems.check("storage", storage);
        problems.check("backups", backups);
        problems.check("logs", logs);
    }
}
