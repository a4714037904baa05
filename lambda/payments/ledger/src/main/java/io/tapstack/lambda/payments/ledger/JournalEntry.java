package io.tapstack.lambda.payments.ledger;

import io.tapstack.lambda.payments.ledger.StreamRecord.EventName;
import io.tapstack.lambda.shared.PoisonRecordException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a change means in the books: one amount, debited to one account and credited to the other.
 *
 * @param payment who paid how much
 * @param occurredAt when the change was recorded
 */
record JournalEntry(String eventId, Kind kind, PaymentImage payment, Instant occurredAt) {
    /** The customer owes us the payment until it is settled. */
    static final String CUSTOMER_RECEIVABLE = "customer_receivable";

    /** What the payment provider owes or is owed. */
    static final String SETTLEMENT = "settlement";

    /** What happened; each at most once to a payment. */
    enum Kind {
        PAYMENT,
        REVERSAL
    }

    /** The accounts in the order debit, credit; a reversal is the payment's mirror. */
    List<String> debitAndCredit() {
        return kind == Kind.PAYMENT
                ? List.of(CUSTOMER_RECEIVABLE, SETTLEMENT)
                : List.of(SETTLEMENT, CUSTOMER_RECEIVABLE);
    }

    /**
     * The entry for a change; none where no money moved (another attribute changed, or the item was removed).
     *
     * @throws PoisonRecordException where money moved in a way the books have no entry for
     */
    static Optional<JournalEntry> of(StreamRecord record) {
        if (record.eventName() == EventName.REMOVE) {
            return Optional.empty();
        }
        var after = record.after().orElseThrow();
        if (record.eventName() == EventName.INSERT) {
            if (!after.status().equals("ACCEPTED")) {
                throw new PoisonRecordException("a payment was inserted that is not ACCEPTED");
            }
            return Optional.of(new JournalEntry(record.eventId(), Kind.PAYMENT, after, record.occurredAt()));
        }
        var before = record.before().orElseThrow();
        if (!before.isSamePaymentAs(after)) {
            throw new PoisonRecordException("payer, amount, currency or time of a payment was changed");
        }
        if (before.status().equals(after.status())) {
            return Optional.empty();
        }
        if (before.status().equals("REVERSED")) {
            throw new PoisonRecordException("a reversed payment was accepted again");
        }
        return Optional.of(new JournalEntry(record.eventId(), Kind.REVERSAL, after, record.occurredAt()));
    }
}
