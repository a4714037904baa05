/**
 * The {@code loyalty-offers} function: once a day, an offer for each active member of the chosen tiers who wants offers, as an
 * event and as an e-mail.
 *
 * <p>{@link io.tapstack.lambda.loyalty.offers.OfferRun} holds the rules over the ports {@link
 * io.tapstack.lambda.loyalty.offers.OfferEvents}, {@link io.tapstack.lambda.loyalty.offers.Mailer} and {@link
 * io.tapstack.lambda.loyalty.offers.Failures}; {@link io.tapstack.lambda.loyalty.offers.RunBook} remembers what was done.
 */
package io.tapstack.lambda.loyalty.offers;
