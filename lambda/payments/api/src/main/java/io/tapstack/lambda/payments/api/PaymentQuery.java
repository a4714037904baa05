package io.tapstack.lambda.payments.api;

import java.util.Optional;

/**
 * A question for a page of payments.
 *
 * @param by the attribute asked for
 * @param value its value
 * @param limit payments on the page, 1..100
 * @param after where the page before ended
 */
public record PaymentQuery(By by, String value, int limit, Optional<Position> after) {
    /** What can be asked for. */
    public enum By {
        USER_ID("userId"),
        STATUS("status");

        private final String attribute;

        By(String attribute) {
            this.attribute = attribute;
        }

        /** Name of the query parameter, the JSON member and the stored attribute. */
        public String attribute() {
            return attribute;
        }
    }

    /**
     * The last payment of a page. With it the order is total, although payments may share a millisecond.
     *
     * @param timestamp milliseconds since 1970 UTC
     */
    public record Position(PaymentId id, long timestamp) {}
}
