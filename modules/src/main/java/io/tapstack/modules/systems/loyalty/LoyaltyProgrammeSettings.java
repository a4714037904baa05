package io.tapstack.modules.systems.loyalty;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;

/**
 * The rules of the programme.
 *
 * @param pointsLifetimeDays days until earned points expire: 1 to 3650
 */
public record LoyaltyProgrammeSettings(LoyaltyTierSettings tiers, int pointsLifetimeDays, LoyaltyOfferSettings offers)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("tiers", tiers);
        problems.range("pointsLifetimeDays", pointsLifetimeDays, 1, 3650);
        problems.check("offers", offers);
    }
}
