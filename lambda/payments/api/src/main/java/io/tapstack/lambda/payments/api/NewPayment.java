package io.tapstack.lambda.payments.api;

import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.Sha256;
import java.util.Arrays;
import java.util.Optional;

/**
 * A valid request to take a payment.
 *
 * @param userId who pays, 1..64 characters of {@code A-Za-z0-9_-}
 * @param description free text of at most 140 characters, without card numbers
 */
public record NewPayment(String userId, Money money, Optional<String> description) {
    /** SHA-256 of what is asked for, not of how it was written: member order and white space do not count. */
    public String hash() {
        // A JSON array, so that no value can run into the next.
        return Sha256.hex(Json.write(
                Arrays.asList(userId, money.amount(), money.currency().getCurrencyCode(), description.orElse(null))));
    }
}
