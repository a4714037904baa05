package io.tapstack.lambda.payments.ledger;

/** Ledger or audit trail cannot be reached now; the same record may succeed later. */
final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnavailableException(String what, Throwable cause) {
        super(what + " unavailable", cause);
    }
}
