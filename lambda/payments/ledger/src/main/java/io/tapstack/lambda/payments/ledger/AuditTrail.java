package io.tapstack.lambda.payments.ledger;

/** The audit trail, to which records are added and from which none is taken. */
interface AuditTrail {
    /**
     * Keeps the record; does nothing where it is already there.
     *
     * @throws UnavailableException where the trail cannot be reached
     */
    void keep(AuditRecord record);
}
