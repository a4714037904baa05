package io.tapstack.lambda.payments.ledger;

import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Works through a batch of the stream and says which records failed.
 *
 * <p>A poison record is reported and passed over, so that it blocks no other payment; later records of its own payment
 * are reported with it, so that no payment's changes are booked out of order. Lambda then repeats everything from the
 * first failure, which is harmless: both booking and audit do nothing the second time. When ledger or audit trail
 * cannot be reached the batch stops there, since every further record would only wait for the same time-out.
 *
 * <p>Each record is booked in a transaction of its own: one bad record must not undo the others.
 */
final class LedgerBatch {
    private final Ledger ledger;
    private final AuditTrail auditTrail;

    LedgerBatch(Ledger ledger, AuditTrail auditTrail) {
        this.ledger = ledger;
        this.auditTrail = auditTrail;
    }

    /**
     * Handles the records in their order.
     *
     * @param outOfTime whether too little of the function's time is left for another record
     * @return the sequence numbers of the failed records, in order
     */
    List<String> process(List<JsonObject> records, BooleanSupplier outOfTime, JsonLog log) {
        var failed = new ArrayList<String>();
        var blockedPayments = new HashSet<String>();
        for (var record : records) {
            // Without a sequence number nothing can be reported: the whole batch fails and Lambda bisects it.
            var sequenceNumber = StreamRecordReader.sequenceNumber(record)
                    .orElseThrow(() -> new PoisonRecordException("SequenceNumber is missing"));
            if (outOfTime.getAsBoolean()) {
                log.warn("out of time", Map.of("sequenceNumber", sequenceNumber));
                failed.add(sequenceNumber);
                return failed;
            }
            try {
                handle(record, blockedPayments, log);
            } catch (PoisonRecordException e) {
                log.error("poison record", e, Map.of("sequenceNumber", sequenceNumber, "problem", e.getMessage()));
                log.count("LedgerPoisonRecords");
                StreamRecordReader.transactionId(record).ifPresent(blockedPayments::add);
                failed.add(sequenceNumber);
            } catch (UnavailableException e) {
                log.error("stopped", e, Map.of("sequenceNumber", sequenceNumber, "problem", e.getMessage()));
                failed.add(sequenceNumber);
                return failed;
            }
        }
        return failed;
    }

    private void handle(JsonObject json, Set<String> blockedPayments, JsonLog log) {
        var record = StreamRecordReader.read(json);
        if (blockedPayments.contains(record.transactionId())) {
            throw new PoisonRecordException("follows a failed record of the same payment");
        }
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
}
