package io.tapstack.modules.systems.loyalty;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.events.DeliverySettings;
import io.tapstack.modules.events.ScheduleSettings;
import java.util.List;
import java.util.Set;

/**
 * Who gets offers, and when (L4).
 *
 * @param tiers of members who get some
 * @param activeWithinDays members who did nothing for so long get none: 1 to 3650
 * @param emailsPerSecond 1 to 500, not above the account's sending rate in SES
 * @param schedule several times a day: each time goes on with the day's offers where the last one stopped
 * @param delivery of published offers to the topic
 */
public record LoyaltyOfferSettings(
        List<String> tiers,
        int activeWithinDays,
        int emailsPerSecond,
        ScheduleSettings schedule,
        DeliverySettings delivery)
        implements Settings {
    private static final Set<String> KNOWN_TIERS = Set.of("BRONZE", "SILVER", "GOLD", "PLATINUM");

    public LoyaltyOfferSettings {
        tiers = List.copyOf(tiers);
    }

    @Override
    public void check(Problems problems) {
        problems.require(
                !tiers.isEmpty()
                        && KNOWN_TIERS.containsAll(tiers)
                        && tiers.stream().distinct().count() == tiers.size(),
                "tiers",
                tiers,
                "different ones of BRONZE, SILVER, GOLD, PLATINUM");
        problems.range("activeWithinDays", activeWithinDays, 1, 3650);
        problems.range("emailsPerSecond", emailsPerSecond, 1, 500);
        problems.check("schedule", schedule);
        problems.check("delivery", delivery);
    }
}
