package io.tapstack.modules.systems.loyalty;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;

/**
 * Points ever earned from which on a member is of a tier; each more than the one before.
 *
 * @param silver 1 to 999999999999, as the others
 */
public record LoyaltyTierSettings(long silver, long gold, long platinum) implements Settings {
    private static final long MOST = 999_999_999_999L;

    @Override
    public void check(Problems problems) {
        problems.range("silver", silver, 1, MOST);
        problems.range("gold", gold, silver + 1, MOST);
        problems.range("platinum", platinum, gold + 1, MOST);
    }
}
