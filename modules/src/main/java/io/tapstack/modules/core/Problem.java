package io.tapstack.modules.core;

/**
 * One thing that is wrong with the settings.
 *
 * @param path where, from the environment down: {@code prod.database.backups.retentionDays}
 * @param allowed what would be accepted, as the end of "must be …"
 * @param got what was found
 */
public record Problem(String path, String allowed, String got) {

    @Override
    public String toString() {
        return path + " must be " + allowed + ", got " + got;
    }
}
