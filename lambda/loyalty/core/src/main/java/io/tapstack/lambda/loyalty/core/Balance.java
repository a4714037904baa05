package io.tapstack.lambda.loyalty.core;

/**
 * Where a member's points stand, as two totals that only grow.
 *
 * <p>Picture all points a member ever earned in one row, the first on the left. An earning that brings the total to
 * {@code position} owns the places before it. Points leave from the left: {@code used} of them are gone. So the oldest
 * go first, and since no earning of a member expires before an older one ({@link Accounts#earn}), those that expire
 * first go first.
 *
 * @param earned all points ever earned
 * @param used all points ever redeemed or expired, 0..earned
 */
public record Balance(long earned, long used) {
    /** The most a member can ever earn: exact in a JSON number and a DynamoDB number alike. */
    public static final long MAXIMUM_EARNED = 999_999_999_999L;

    public Balance {
        if (used < 0 || used > earned || earned > MAXIMUM_EARNED) {
            throw new IllegalArgumentException("totals must be 0 <= used <= earned <= " + MAXIMUM_EARNED);
        }
    }

    /** What can be redeemed now; never below zero. */
    public long available() {
        return earned - used;
    }

    /**
     * How many points go when the earning that ends at the position expires: all before it that are not gone yet. Expiring
     * raises {@code used} to at least the position, so neither the order nor the number of deliveries matters.
     */
    public long expiring(long position) {
        return Math.max(0, position - used);
    }
}
