package io.tapstack.modules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Problem;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Retention;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("P2")
@Tag("C4")
final class DatabaseSettingsTest {
    private static final StorageSettings STORAGE = new StorageSettings(20, 100);
    private static final BackupSettings BACKUPS = new BackupSettings(3, "03:00-04:00", "sun:04:00-sun:05:00");

    @Test
    void acceptsAMajorVersionASizeAndWindowsThatTouch() {
        assertThat(problems("17", "db.r7g.large", STORAGE, BACKUPS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 36})
    void refusesBackupsOfMoreOrFewerDaysThanAwsKeeps(int days) {
        assertThat(problems("17", "db.t4g.small", STORAGE, backups(days, "03:00-04:00", "sun:04:00-sun:05:00")))
                .containsExactly("database.backups.retentionDays must be 1..35, got " + days);
    }

    @Test
    void refusesAMinorVersionBecauseAwsWithdrawsThem() {
        assertThat(problems("15.5", "db.t4g.small", STORAGE, BACKUPS))
                .containsExactly(
                        "database.majorVersion must be a major version of PostgreSQL such as 17, got \"15.5\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"t4g.small", "db.t4g", "db.t4g.small.x", "db.T4G.small"})
    void refusesWhatIsNoInstanceClass(String instanceClass) {
        assertThat(problems("17", instanceClass, STORAGE, BACKUPS))
                .containsExactly("database.instanceClass must be an RDS instance class such as db.t4g.small, got \""
                        + instanceClass + '"');
    }

    @Test
    void rejectsStorageBelowTwentyGibibytes() {
        assertThat(problems("17", "db.t4g.small", new StorageSettings(19, 100), BACKUPS))
                .containsExactly("database.storage.initialGiB must be 20..65536, got 19");
    }

    @Test
    void rejectsAMaximumBelowTheBeginning() {
        assertThat(problems("17", "db.t4g.small", new StorageSettings(50, 49), BACKUPS))
                .containsExactly("database.storage.maxGiB must be 50..65536, got 49");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3:00-4:00", "24:00-01:00", "03:00-03:29", "03:00", "03:00-03:00"})
    void refusesABackupWindowThatIsMalformedOrTooShort(String window) {
        assertThat(problems("17", "db.t4g.small", STORAGE, backups(3, window, "sun:05:00-sun:06:00")))
                .containsExactly("database.backups.backupWindow must be hh:mm-hh:mm in UTC, at least 30 minutes, got \""
                        + window + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"04:00-05:00", "SUN:04:00-SUN:05:00", "sun:04:00-sun:04:29", "sun:04:00-05:00"})
    void refusesAMaintenanceWindowThatIsMalformedOrTooShort(String window) {
        assertThat(problems("17", "db.t4g.small", STORAGE, backups(3, "03:00-04:00", window)))
                .containsExactly("database.backups.maintenanceWindow must be ddd:hh:mm-ddd:hh:mm in UTC,"
                        + " at least 30 minutes, got \"" + window + '"');
    }

    @ParameterizedTest
    @CsvSource({
        "03:00-04:00, sun:03:30-sun:04:30",
        "03:00-04:00, sun:02:00-sun:05:00",
        "23:30-00:30, mon:00:00-mon:01:00",
        "00:00-00:30, sun:23:30-mon:00:30",
        "03:00-04:00, sat:23:00-sun:03:01"
    })
    void refusesWindowsThatOverlap(String backup, String maintenance) {
        assertThat(problems("17", "db.t4g.small", STORAGE, backups(3, backup, maintenance)))
                .containsExactly("database.backups.maintenanceWindow must be apart from the backup window " + backup
                        + ", got \"" + maintenance + '"');
    }

    @ParameterizedTest
    @CsvSource({
        "23:00-00:00, mon:00:00-mon:01:00",
        "04:00-05:00, sun:03:00-sun:04:00",
        "12:00-12:30, sun:23:30-mon:00:30"
    })
    void acceptsWindowsThatDoNot(String backup, String maintenance) {
        assertThat(problems("17", "db.t4g.small", STORAGE, backups(3, backup, maintenance)))
                .isEmpty();
    }

    private static BackupSettings backups(int days, String backup, String maintenance) {
        return new BackupSettings(days, backup, maintenance);
    }

    private static List<String> problems(
            String majorVersion, String instanceClass, StorageSettings storage, BackupSettings backups) {
        Problems problems = Problems.in("database");
        new DatabaseSettings(
                        majorVersion,
                        instanceClass,
                        storage,
                        backups,
                        Availability.SINGLE_AZ,
                        DatabaseMonitoring.STANDARD,
                        Protection.DISPOSABLE,
                        new Retention(7))
                .check(problems);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
