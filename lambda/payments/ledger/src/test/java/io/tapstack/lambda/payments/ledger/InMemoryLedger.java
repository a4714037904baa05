package io.tapstack.lambda.payments.ledger;

import io.tapstack.lambda.shared.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Books and audit trail in memory, which can be away. */
final class InMemoryLedger implements Ledger, AuditTrail {
    final List<String> booked = new ArrayList<>();
    final TreeMap<String, String> audited = new TreeMap<>();
    boolean ledgerAway;
    boolean auditTrailAway;
    int calls;

    @Override
    public boolean book(JournalEntry entry) {
        calls++;
        if (ledgerAway) {
            throw new UnavailableException("ledger", null);
        }
        var key = entry.kind() + " " + entry.payment().transactionId();
        return !booked.contains(key) && booked.add(key);
    }

    @Override
    public void keep(AuditRecord record) {
        if (auditTrailAway) {
            throw new UnavailableException("audit trail", null);
        }
        audited.putIfAbsent(record.key(), record.body());
    }
}
