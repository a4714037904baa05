package io.tapstack.lambda.payments.ledger;

import io.tapstack.lambda.shared.Json;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;

/**
 * The lasting trace of one change.
 *
 * @param key the object's key, {@code audit/yyyy/MM/dd/<transactionId>/<eventId>.json}; made from the record alone, so
 *     that every delivery of the change has the same
 * @param body JSON, likewise the same on every delivery
 */
record AuditRecord(String key, String body) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    static AuditRecord of(StreamRecord record) {
        var body = new LinkedHashMap<String, Object>();
        body.put("eventId", record.eventId());
        body.put("eventName", record.eventName().name());
        body.put("transactionId", record.transactionId());
        body.put("occurredAt", record.occurredAt().toString());
        body.put(
                "ledgerEntry",
                JournalEntry.of(record).map(entry -> entry.kind().name()).orElse(null));
        body.put("before", record.before().map(PaymentImage::toJson).orElse(null));
        body.put("after", record.after().map(PaymentImage::toJson).orElse(null));
        var key = "audit/" + DAY.format(record.occurredAt()) + "/" + record.transactionId() + "/" + record.eventId()
                + ".json";
        return new AuditRecord(key, Json.write(body));
    }
}
