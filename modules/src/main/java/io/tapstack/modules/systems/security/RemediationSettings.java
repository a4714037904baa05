package io.tapstack.modules.systems.security;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.events.DeliverySettings;
import java.util.regex.Pattern;

/**
 * What may be put in order without a person (S9).
 *
 * @param mode whether anything is changed
 * @param perHour most changes in an hour: 1 to 1000
 * @param tagKey a resource must carry this tag to be touched
 * @param tagValue with this value
 * @param delivery how hard EventBridge tries to reach the function
 */
public record RemediationSettings(Mode mode, int perHour, String tagKey, String tagValue, DeliverySettings delivery)
        implements Settings {
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_.:/=+@-]{1,128}");

    /** Whether anything is changed. */
    public enum Mode {
        FIX,
        /** Reports what it would change. */
        DRY_RUN
    }

    @Override
    public void check(Problems problems) {
        problems.range("perHour", perHour, 1, 1000);
        problems.matches("tagKey", tagKey, TAG, "1 to 128 letters, digits or _.:/=+@-");
        problems.matches("tagValue", tagValue, TAG, "1 to 128 letters, digits or _.:/=+@-");
        problems.check("delivery", delivery);
    }
}
