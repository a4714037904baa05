package io.tapstack.lambda.payments.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A payment that was taken.
 *
 * @param request what was asked for
 * @param timestamp when it was taken, milliseconds since 1970 UTC
 */
public record Payment(PaymentId id, NewPayment request, PaymentStatus status, long timestamp) {
    /** As the API shows it. */
    public Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("transactionId", id.value());
        json.put("userId", request.userId());
        json.put("amount", request.money().amount());
        json.put("currency", request.money().currency().getCurrencyCode());
        request.description().ifPresent(text -> json.put("description", text));
        json.put("status", status.name());
        json.put("timestamp", timestamp);
        json.put("createdAt", Instant.ofEpochMilli(timestamp).toString());
        return json;
    }
}
