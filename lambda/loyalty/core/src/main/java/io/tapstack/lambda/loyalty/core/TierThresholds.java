package io.tapstack.lambda.loyalty.core;

/**
 * From how many points ever earned a tier begins; BRONZE begins with none. Redeeming and expiry take no tier away.
 *
 * @param silver 1..
 * @param gold more than silver
 * @param platinum more than gold
 */
public record TierThresholds(long silver, long gold, long platinum) {
    public TierThresholds {
        if (silver < 1 || gold <= silver || platinum <= gold) {
            throw new IllegalArgumentException(
                    "tiers must rise: 0 < silver < gold < platinum, got " + silver + ", " + gold + ", " + platinum);
        }
    }

    /** The tier of someone who has earned so many points. */
    public Tier of(long earned) {
        if (earned >= platinum) {
            return Tier.PLATINUM;
        }
        if (earned >= gold) {
            return Tier.GOLD;
        }
        return earned >= silver ? Tier.SILVER : Tier.BRONZE;
    }
}
