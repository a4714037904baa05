package io.tapstack.modules.events;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import java.util.regex.Pattern;

/**
 * When a function is called, and how hard EventBridge tries.
 *
 * @param expression {@code rate(15 minutes)} or {@code cron(0/15 6-9 * * ? *)}; cron counts in UTC
 */
public record ScheduleSettings(String expression, DeliverySettings delivery) implements Settings {
    private static final Pattern EXPRESSION =
            Pattern.compile("rate\\((1 (minute|hour|day)|[1-9]\\d+ (minute|hour|day)s|[2-9] (minute|hour|day)s)\\)"
                    + "|cron\\((\\S+ ){5}\\S+\\)");

    @Override
    public void check(Problems problems) {
        problems.matches(
                "expression",
                expression,
                EXPRESSION,
                "rate(<n> <unit>) or cron(<six fields>), as EventBridge has them");
        problems.check("delivery", delivery);
    }
}
