package io.tapstack.lambda.payments.ledger;

import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.JsonObject;
import io.tapstack.lambda.shared.StreamBatch;
import java.util.Map;
import java.util.Optional;

/**
 * Books and audits each change, in a transaction of its own: one bad record must not undo the others. Later records of
 * a payment wait for a failed one, so that no payment's changes are booked out of order.
 */
final class LedgerRecords implements StreamBatch.Consumer {
    private final Ledger ledger;
    private final AuditTrail auditTrail;

    LedgerRecords(Ledger ledger, AuditTrail auditTrail) {
        this.ledger = ledger;
        this.auditTrail = auditTrail;
    }

    @Override
    public void consume(JsonObject json, JsonLog log) {
        var record = StreamRecordReader.read(json);
        var entry = JournalEntry.of(record);
        // The books first: an audit record must not claim what was not booked.
        var booked = entry.map(ledger::book).orElse(false);
        auditTrail.keep(AuditRecord.of(record));
        log.info(
                entry.isEmpty() ? "audited" : booked ? "booked" : "already booked",
                Map.of(
                        "transactionId", record.transactionId(),
                        "eventId", record.eventId(),
                        "eventName", record.eventName().name()));
        if (booked) {
            log.count("LedgerEntriesBooked");
        }
    }

    @Override
    public Optional<String> sequence(JsonObject record) {
        return StreamRecordReader.transactionId(record);
    }
}
