package io.tapstack.lambda.portal.application;

import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An exact amount of money, of either sign.
 *
 * @param amount minor units: cents for EUR, yen for JPY
 */
record Money(long amount, Currency currency) {
    /**
     * Takes an ISO 4217 code.
     *
     * @throws IllegalArgumentException where there is no such currency, or it has no minor unit
     */
    static Money of(long amount, String code) {
        var currency = Currency.getInstance(code);
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException("currency has no minor unit");
        }
        return new Money(amount, currency);
    }

    /** With the number of the minor unit's digits, which browsers do not know for every currency. */
    Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("amount", amount);
        json.put("currency", currency.getCurrencyCode());
        json.put("decimals", currency.getDefaultFractionDigits());
        return json;
    }
}
