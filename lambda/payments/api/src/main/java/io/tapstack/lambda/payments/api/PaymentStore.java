package io.tapstack.lambda.payments.api;

import java.util.List;
import java.util.Optional;

/** Where payments are kept. Every method may throw {@link UnavailableException}. */
public interface PaymentStore {
    /** What became of an attempt to store a payment. */
    sealed interface Outcome {}

    /** The payment and its idempotency record are stored, both or neither. */
    record Stored() implements Outcome {}

    /** The key was used before (perhaps by this very attempt, whose answer got lost); nothing was stored now. */
    record KeyUsed(IdempotencyRecord by) implements Outcome {}

    /** Another request was writing at the same moment; nothing was stored, and trying again may succeed. */
    record Contended() implements Outcome {}

    /** Stores the payment unless the key is remembered. At most one payment per remembered key ever exists. */
    Outcome store(Payment payment, IdempotencyRecord record);

    /** The payment with the id; sees every payment stored before the call. */
    Optional<Payment> find(PaymentId id);

    /** A page of payments, the newest first; may lack those of the last moments. */
    Page list(PaymentQuery query);

    /**
     * Some payments.
     *
     * @param next where the next page starts, if there may be one
     */
    record Page(List<Payment> payments, Optional<PaymentQuery.Position> next) {
        public Page {
            payments = List.copyOf(payments);
        }
    }

    /** The store is overloaded or cannot be reached. Whether a payment was stored is unknown: repeat with the key. */
    final class UnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnavailableException(Throwable cause) {
            super("payment store unavailable", cause);
        }

        public UnavailableException(String reason) {
            super(reason);
        }
    }
}
