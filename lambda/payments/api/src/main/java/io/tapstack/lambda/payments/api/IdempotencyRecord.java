package io.tapstack.lambda.payments.api;

import java.time.Duration;

/**
 * Remembers which payment an idempotency key made. With the request's hash and the payment's id and time it is all that
 * is needed to give the first answer again: the rest of the payment is the request itself.
 *
 * @param key SHA-256 of caller and key: whatever a client puts into its keys is not stored
 * @param requestHash {@link NewPayment#hash()}
 * @param timestamp when the payment was taken, milliseconds since 1970 UTC
 */
public record IdempotencyRecord(String key, String requestHash, PaymentId paymentId, long timestamp) {
    /** How long a key is remembered. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    /** When it ends, seconds since 1970 UTC. DynamoDB deletes it later, so readers compare. */
    public long expirationTime() {
        return timestamp / 1000 + LIFETIME.toSeconds();
    }
}
