package io.tapstack.lambda.payments.api;

/** Where a payment stands. */
public enum PaymentStatus {
    /** Taken, and booked by the ledger. */
    ACCEPTED,
    /** Taken back as a whole. */
    REVERSED
}
