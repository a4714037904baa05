package io.tapstack.lambda.payments.api;

import io.tapstack.lambda.shared.IdempotencyRecord;
import io.tapstack.lambda.shared.OncePerKey;
import java.time.Clock;
import java.util.function.Supplier;

/** Takes a payment once per idempotency key. */
final class AcceptPayment {
    private final PaymentStore store;
    private final Clock clock;
    private final Supplier<PaymentId> ids;
    private final OncePerKey once;

    AcceptPayment(PaymentStore store, Clock clock, Supplier<PaymentId> ids, OncePerKey once) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.once = once;
    }

    /** The payment, and whether an earlier request had made it. */
    record Result(Payment payment, boolean replayed) {}

    /**
     * Takes the payment or finds the one taken before.
     *
     * @param keyHash {@link io.tapstack.lambda.shared.IdempotencyKey#hash}
     * @throws io.tapstack.lambda.shared.Problem.ProblemException 422 where the key made a different payment
     * @throws io.tapstack.lambda.shared.UnavailableException where it is not known whether the payment was taken
     */
    Result accept(NewPayment request, String keyHash) {
        var mine = new IdempotencyRecord(keyHash, request.hash(), ids.get().value(), clock.millis());
        var result = once.run(mine, () -> store.store(payment(request, mine), mine));
        // All that the first answer needs: with the record's id and time, the rest of the payment is the request.
        return new Result(payment(request, result.record()), result.replayed());
    }

    private static Payment payment(NewPayment request, IdempotencyRecord record) {
        return new Payment(new PaymentId(record.transactionId()), request, PaymentStatus.ACCEPTED, record.timestamp());
    }
}
