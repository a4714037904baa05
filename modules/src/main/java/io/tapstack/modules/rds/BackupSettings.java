package io.tapstack.modules.rds;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When RDS backs up and maintains a database. Times are UTC.
 *
 * @param retentionDays days that can be restored to the second
 * @param backupWindow each day, {@code 03:00-04:00}
 * @param maintenanceWindow each week, {@code sun:04:00-sun:05:00}; AWS refuses one that overlaps with the backup window
 */
public record BackupSettings(int retentionDays, String backupWindow, String maintenanceWindow) implements Settings {
    private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final String DAY = "(" + String.join("|", DAYS) + ")";
    private static final Pattern BACKUP = Pattern.compile("(?<from>" + TIME + ")-(?<to>" + TIME + ")");
    private static final Pattern MAINTENANCE =
            Pattern.compile("(?<fromDay>" + DAY + "):(?<from>" + TIME + ")-(?<toDay>" + DAY + "):(?<to>" + TIME + ")");
    private static final int LONGEST_DAYS = 35;
    private static final int SHORTEST_WINDOW_MINUTES = 30;
    private static final int DAY_MINUTES = 24 * 60;
    private static final int WEEK_MINUTES = 7 * DAY_MINUTES;

    @Override
    public void check(Problems problems) {
        problems.range("retentionDays", retentionDays, 1, LONGEST_DAYS);
        Matcher backup = BACKUP.matcher(backupWindow);
        Matcher maintenance = MAINTENANCE.matcher(maintenanceWindow);
        problems.require(
                backup.matches() && length(backup) >= SHORTEST_WINDOW_MINUTES,
                "backupWindow",
                '"' + backupWindow + '"',
                "hh:mm-hh:mm in UTC, at least 30 minutes");
        problems.require(
                maintenance.matches() && weeklyLength(maintenance) >= SHORTEST_WINDOW_MINUTES,
                "maintenanceWindow",
                '"' + maintenanceWindow + '"',
                "ddd:hh:mm-ddd:hh:mm in UTC, at least 30 minutes");
        if (backup.matches() && maintenance.matches()) {
            problems.require(
                    !overlap(backup, maintenance),
                    "maintenanceWindow",
                    '"' + maintenanceWindow + '"',
                    "apart from the backup window " + backupWindow);
        }
    }

    private static boolean overlap(Matcher backup, Matcher maintenance) {
        int weekly = weekMinute(maintenance, "fromDay", "from");
        for (int day = 0; day < DAYS.size(); day++) {
            int daily = day * DAY_MINUTES + minute(backup.group("from"));
            if (Math.floorMod(daily - weekly, WEEK_MINUTES) < weeklyLength(maintenance)
                    || Math.floorMod(weekly - daily, WEEK_MINUTES) < length(backup)) {
                return true;
            }
        }
        return false;
    }

    /** Minutes from start to end; a window may go past midnight. */
    private static int length(Matcher window) {
        return Math.floorMod(minute(window.group("to")) - minute(window.group("from")), DAY_MINUTES);
    }

    private static int weeklyLength(Matcher window) {
        return Math.floorMod(weekMinute(window, "toDay", "to") - weekMinute(window, "fromDay", "from"), WEEK_MINUTES);
    }

    private static int weekMinute(Matcher window, String dayGroup, String timeGroup) {
        return DAYS.indexOf(window.group(dayGroup)) * DAY_MINUTES + minute(window.group(timeGroup));
    }

    private static int minute(String time) {
        return LocalTime.parse(time).toSecondOfDay() / 60;
    }
}
