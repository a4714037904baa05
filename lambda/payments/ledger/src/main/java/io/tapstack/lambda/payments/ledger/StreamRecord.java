package io.tapstack.lambda.payments.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * One change of the payments table.
 *
 * @param eventId the stream's id of the change; the same on every delivery
 * @param occurredAt when DynamoDB recorded the change; the same on every delivery
 * @param before the payment before, unless it was inserted
 * @param after the payment after, unless it was removed
 */
record StreamRecord(
        String eventId,
        EventName eventName,
        Instant occurredAt,
        Optional<PaymentImage> before,
        Optional<PaymentImage> after) {

    /** DynamoDB's names of changes. */
    enum EventName {
        INSERT,
        MODIFY,
        REMOVE
    }

    /** The payment changed. */
    String transactionId() {
        return after.or(() -> before).orElseThrow().transactionId();
    }
}
