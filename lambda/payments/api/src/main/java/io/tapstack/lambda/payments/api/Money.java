package io.tapstack.lambda.payments.api;

import java.util.Currency;
import java.util.Optional;

/**
 * An exact amount of money. There is no arithmetic here and no fraction anywhere: an amount is a count of the
 * currency's smallest unit.
 *
 * @param amount minor units (cents for EUR, yen for JPY), 1..999,999,999,999: exact in a JSON number, a DynamoDB number
 *     and a BIGINT alike
 * @param currency an ISO 4217 currency that has a minor unit
 */
public record Money(long amount, Currency currency) {
    /** The largest amount, in minor units. */
    public static final long MAXIMUM = 999_999_999_999L;

    public Money {
        if (amount < 1 || amount > MAXIMUM) {
            throw new IllegalArgumentException("amount must be 1.." + MAXIMUM);
        }
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException("currency has no minor unit");
        }
    }

    /** The currency of the ISO 4217 code, if there is one that can be paid in: gold (XAU) or "none" (XXX) cannot. */
    public static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code)).filter(known -> known.getDefaultFractionDigits() >= 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
