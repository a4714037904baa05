package io.tapstack.lambda.payments.api;

import java.time.Clock;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Takes a payment once per idempotency key, however often and however concurrently it is asked to. */
final class AcceptPayment {
    private static final int ATTEMPTS = 6;

    private final PaymentStore store;
    private final Clock clock;
    private final Supplier<PaymentId> ids;
    private final IntConsumer pause;

    /** @param pause waits before another attempt, given how many were made */
    AcceptPayment(PaymentStore store, Clock clock, Supplier<PaymentId> ids, IntConsumer pause) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.pause = pause;
    }

    /** The payment, and whether an earlier request had made it. */
    record Result(Payment payment, boolean replayed) {}

    /**
     * Takes the payment or finds the one taken before.
     *
     * @param keyHash {@link IdempotencyKey#hash}
     * @throws io.tapstack.lambda.shared.Problem.ProblemException 422 where the key made a different payment
     * @throws PaymentStore.UnavailableException where it is not known whether the payment was taken
     */
    Result accept(NewPayment request, String keyHash) {
        var mine = new IdempotencyRecord(keyHash, request.hash(), ids.get(), clock.millis());
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var outcome = store.store(payment(request, mine), mine);
            if (outcome instanceof PaymentStore.Stored) {
                return new Result(payment(request, mine), false);
            }
            if (outcome instanceof PaymentStore.KeyUsed used) {
                return replay(request, mine, used.by());
            }
            if (attempt < ATTEMPTS) {
                pause.accept(attempt);
            }
        }
        throw new PaymentStore.UnavailableException("contended");
    }

    private static Result replay(NewPayment request, IdempotencyRecord mine, IdempotencyRecord earlier) {
        if (!earlier.requestHash().equals(mine.requestHash())) {
            throw Problems.keyReused().toException();
        }
        // An attempt of ours that was stored although its answer got lost is no replay.
        return new Result(payment(request, earlier), !earlier.paymentId().equals(mine.paymentId()));
    }

    private static Payment payment(NewPayment request, IdempotencyRecord record) {
        return new Payment(record.paymentId(), request, PaymentStatus.ACCEPTED, record.timestamp());
    }
}
