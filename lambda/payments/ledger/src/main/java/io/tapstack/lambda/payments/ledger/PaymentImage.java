package io.tapstack.lambda.payments.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A payment as the stream shows it before or after a change, reduced to what is booked and audited. The description is
 * left out on purpose: it is free text, perhaps about a person, and neither ledger nor audit trail can forget.
 *
 * @param amount minor units, 1..999,999,999,999
 * @param currency ISO 4217 code
 * @param status ACCEPTED or REVERSED
 * @param timestamp when the payment was taken, milliseconds since 1970 UTC
 */
record PaymentImage(String transactionId, String userId, long amount, String currency, String status, long timestamp) {

    /** Whether everything but the status is the same: who paid how much, when. */
    boolean isSamePaymentAs(PaymentImage other) {
        return new PaymentImage(transactionId, userId, amount, currency, other.status, timestamp).equals(other);
    }

    Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("transactionId", transactionId);
        json.put("userId", userId);
        json.put("amount", amount);
        json.put("currency", currency);
        json.put("status", status);
        json.put("timestamp", timestamp);
        return json;
    }
}
