package io.tapstack.lambda.payments.api;

import io.tapstack.lambda.shared.Attempt;
import io.tapstack.lambda.shared.IdempotencyRecord;
import java.util.List;
import java.util.Optional;

/** Where payments are kept. Every method may throw {@link
 * io.tapstack.lambda.shared.UnavailableException}. */
public interface PaymentStore {
    /** Stores the payment unless the key is remembered. At most one payment per remembered key ever exists. */
    Attempt store(Payment payment, IdempotencyRecord record);

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
}
