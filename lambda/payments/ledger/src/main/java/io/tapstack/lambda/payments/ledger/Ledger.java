package io.tapstack.lambda.payments.ledger;

/** The books. */
interface Ledger {
    /**
     * Books the entry with both its postings, or nothing; lasting when it returns.
     *
     * @return false where the change, or one of its kind for its payment, was booked before
     * @throws UnavailableException where the books cannot be reached; whether the entry was booked is unknown
     */
    boolean book(JournalEntry entry);
}
