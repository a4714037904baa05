package io.tapstack.modules.awsconfig;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.core.Singleton;

/**
 * @param recorder an account has one recorder and one delivery channel in a region
 * @param serviceRole an account has one service-linked role of AWS Config
 * @param frequency AWS charges each record: daily is the cheaper one for what changes often
 * @param globalTypes IAM's users, roles, groups and policies exist once and are to be recorded in one region only
 * @param snapshots how often everything is written to the bucket
 */
public record RecorderSettings(
        Singleton recorder,
        Singleton serviceRole,
        Frequency frequency,
        GlobalTypes globalTypes,
        SnapshotFrequency snapshots)
        implements Settings {

    /** When a change is recorded. */
    public enum Frequency {
        /** At once. */
        CONTINUOUS,
        /** Once a day; what is remediated by itself still at once. */
        DAILY
    }

    /** Whether this region records what is global. */
    public enum GlobalTypes {
        RECORDED_HERE,
        RECORDED_IN_ANOTHER_REGION
    }

    /** AWS's steps. */
    public enum SnapshotFrequency {
        SIX_HOURS("Six_Hours"),
        TWENTY_FOUR_HOURS("TwentyFour_Hours");

        private final String id;

        SnapshotFrequency(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    @Override
    public void check(Problems problems) {
        problems.require(
                serviceRole == Singleton.EXISTS_IN_ACCOUNT || recorder.isCreated(),
                "serviceRole",
                serviceRole,
                "EXISTS_IN_ACCOUNT where the recorder does");
    }
}
