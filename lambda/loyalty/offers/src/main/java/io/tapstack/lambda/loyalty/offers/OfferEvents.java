package io.tapstack.lambda.loyalty.offers;

import java.util.List;
import java.util.Map;

/** Where offers are published. */
interface OfferEvents {
    /** The most that can be published at once. */
    int BATCH = 10;

    /**
     * Publishes the offers, at most {@link #BATCH}.
     *
     * @return those that were not taken, with the service's reason
     * @throws io.tapstack.lambda.shared.UnavailableException where it is not known which were taken
     */
    Map<Offer, String> publish(List<Offer> offers);
}
