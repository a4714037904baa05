package io.tapstack.lambda.loyalty.offers;

/** Sends the e-mails. */
interface Mailer {
    /** What became of an e-mail. */
    sealed interface Outcome permits Sent, Refused, Uncertain {}

    /** It is on its way. */
    record Sent() implements Outcome {}

    /** It is not, because of this member or of the moment: another time it may be. */
    record Refused(String reason) implements Outcome {}

    /** The answer got lost: it may be on its way. */
    record Uncertain() implements Outcome {}

    /**
     * Sends one e-mail, without trying twice.
     *
     * @throws RuntimeException where no e-mail can be sent to anybody; it was not sent
     */
    Outcome send(Offer offer, String address);
}
