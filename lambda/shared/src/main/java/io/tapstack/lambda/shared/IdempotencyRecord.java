package io.tapstack.lambda.shared;

import java.time.Duration;

/**
 * Remembers what an idempotency key made, so that the first answer can be given again.
 *
 * @param key {@link IdempotencyKey#hash}: whatever a client puts into its keys is not stored
 * @param requestHash of what was asked for, to tell a repeated request from another one with the same key
 * @param transactionId what the request made
 * @param timestamp when it was made, milliseconds since 1970 UTC
 */
public record IdempotencyRecord(String key, String requestHash, String transactionId, long timestamp) {
    /** How long a key is remembered. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    /** When it ends, seconds since 1970 UTC. DynamoDB deletes it later, so readers compare. */
    public long expirationTime() {
        return timestamp / 1000 + LIFETIME.toSeconds();
    }
}
