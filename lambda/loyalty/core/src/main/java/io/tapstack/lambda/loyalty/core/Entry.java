package io.tapstack.lambda.loyalty.core;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A movement of a member's points as it was booked; never changed afterwards.
 *
 * @param timestamp when it was booked, milliseconds since 1970 UTC
 * @param expiresAt of an earning, when its points expire, seconds since 1970 UTC
 */
public record Entry(TransactionId id, MemberId member, Movement movement, long timestamp, Optional<Long> expiresAt) {

    /** As the API shows it. */
    public Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("transactionId", id.value());
        json.put("memberId", member.value());
        json.put("type", movement.type().name().toLowerCase(Locale.ROOT));
        json.put("points", movement.points());
        movement.reference().ifPresent(reference -> json.put("reference", reference));
        json.put("timestamp", timestamp);
        json.put("createdAt", Instant.ofEpochMilli(timestamp).toString());
        expiresAt.ifPresent(
                seconds -> json.put("expiresAt", Instant.ofEpochSecond(seconds).toString()));
        return json;
    }
}
