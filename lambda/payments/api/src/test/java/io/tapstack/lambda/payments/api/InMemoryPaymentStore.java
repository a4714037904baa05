package io.tapstack.lambda.payments.api;

import io.tapstack.lambda.shared.Attempt;
import io.tapstack.lambda.shared.IdempotencyRecord;
import io.tapstack.lambda.shared.UnavailableException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Payments in memory, with DynamoDB's ways of going wrong on demand. */
final class InMemoryPaymentStore implements PaymentStore {
    /** What befalls the next attempt to store. */
    enum Mishap {
        NONE,
        /** Another transaction is in the way. */
        CONTENTION,
        /** Stored, but the answer is lost and the client library's retry sees the record that is now there. */
        ANSWER_LOST,
        /** Not stored, and nobody can tell. */
        AWAY,
        /** Stored, and nobody can tell. */
        AWAY_AFTER_STORING
    }

    final Map<PaymentId, Payment> payments = new LinkedHashMap<>();
    final Map<String, IdempotencyRecord> records = new HashMap<>();
    final Deque<Mishap> mishaps = new ArrayDeque<>();
    RuntimeException failure;
    PaymentQuery lastQuery;
    private final LongSupplier millis;

    InMemoryPaymentStore(LongSupplier millis) {
        this.millis = millis;
    }

    @Override
    public synchronized Attempt store(Payment payment, IdempotencyRecord record) {
        fail();
        var mishap = mishaps.isEmpty() ? Mishap.NONE : mishaps.poll();
        if (mishap == Mishap.CONTENTION) {
            return new Attempt.Contended();
        }
        if (mishap == Mishap.AWAY) {
            throw new UnavailableException("away");
        }
        var earlier = records.get(record.key());
        if (earlier != null && earlier.expirationTime() > millis.getAsLong() / 1000) {
            return new Attempt.KeyUsed(earlier);
        }
        payments.put(payment.id(), payment);
        records.put(record.key(), record);
        if (mishap == Mishap.AWAY_AFTER_STORING) {
            throw new UnavailableException("away");
        }
        return mishap == Mishap.ANSWER_LOST ? new Attempt.KeyUsed(record) : new Attempt.Stored();
    }

    @Override
    public synchronized Optional<Payment> find(PaymentId id) {
        fail();
        return Optional.ofNullable(payments.get(id));
    }

    @Override
    public synchronized Page list(PaymentQuery query) {
        fail();
        lastQuery = query;
        var newestFirst = Comparator.comparingLong(Payment::timestamp)
                .thenComparing(payment -> payment.id().value())
                .reversed();
        var matching = payments.values().stream()
                .filter(payment -> (query.by() == PaymentQuery.By.USER_ID
                                ? payment.request().userId()
                                : payment.status().name())
                        .equals(query.value()))
                .sorted(newestFirst)
                .dropWhile(payment -> query.after().isPresent()
                        && !isAfter(payment, query.after().get()))
                .toList();
        var page = matching.stream().limit(query.limit()).toList();
        var last = page.isEmpty() ? null : page.get(page.size() - 1);
        return new Page(
                page,
                matching.size() > page.size()
                        ? Optional.of(new PaymentQuery.Position(last.id(), last.timestamp()))
                        : Optional.empty());
    }

    private static boolean isAfter(Payment payment, PaymentQuery.Position position) {
        return payment.timestamp() == position.timestamp()
                ? payment.id().value().compareTo(position.id().value()) < 0
                : payment.timestamp() < position.timestamp();
    }

    private void fail() {
        if (failure != null) {
            throw failure;
        }
    }
}
