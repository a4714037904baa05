/**
 * Members and their points: what the loyalty functions share.
 *
 * <p>The arithmetic is plain Java ({@link io.tapstack.lambda.loyalty.core.Balance}, {@link
 * io.tapstack.lambda.loyalty.core.TierThresholds}); {@link io.tapstack.lambda.loyalty.core.Accounts} writes what it says
 * in conditional transactions.
 */
package io.tapstack.lambda.loyalty.core;
