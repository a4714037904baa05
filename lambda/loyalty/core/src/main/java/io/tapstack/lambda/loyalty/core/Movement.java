package io.tapstack.lambda.loyalty.core;

import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.Sha256;
import java.util.Arrays;
import java.util.Optional;

/**
 * Points that come or go.
 *
 * @param points always positive, the type tells the direction
 * @param reference what the points are for, in the caller's words, 1..64 of {@code A-Za-z0-9._-}; of an expiry the
 *     earning
 */
public record Movement(Type type, long points, Optional<String> reference) {
    /** The most that can be earned or redeemed at once. */
    public static final long MAXIMUM = 1_000_000;

    /** Direction and reason. */
    public enum Type {
        EARN(1),
        REDEEM(-1),
        EXPIRE(-1);

        private final int sign;

        Type(int sign) {
            this.sign = sign;
        }
    }

    public Movement {
        if (points < 1) {
            throw new IllegalArgumentException("points must be positive");
        }
    }

    /** What the movement adds to the balance. */
    public long change() {
        return type.sign * points;
    }

    /** SHA-256 of what is asked for and for whom, not of how it was written. */
    public String hash(MemberId member) {
        return Sha256.hex(Json.write(Arrays.asList(member.value(), type.name(), points, reference.orElse(null))));
    }
}
