/**
 * The {@code loyalty-api} function: members enrol, see their points, earn and redeem them.
 *
 * <p>{@link io.tapstack.lambda.loyalty.api.LoyaltyApi} and what it uses decide; {@link
 * io.tapstack.lambda.loyalty.core.Accounts}, {@link io.tapstack.lambda.loyalty.api.Enrolment} and {@link
 * io.tapstack.lambda.loyalty.api.History} write and read.
 */
package io.tapstack.lambda.loyalty.api;
