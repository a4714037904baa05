package io.tapstack.lambda.loyalty.offers;

import java.util.Map;

/** Where it is reported what could not be delivered, for a person to look at. */
interface Failures {
    /** Reports it; perhaps twice. */
    void report(Map<String, Object> message);
}
