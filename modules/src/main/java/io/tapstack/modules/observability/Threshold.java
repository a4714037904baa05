package io.tapstack.modules.observability;

import java.time.Duration;

/**
 * The line that a healthy metric does not cross.
 *
 * @param value in the metric's own unit
 * @param text the value as people read it: {@code 5 GiB}
 */
public record Threshold(Side side, double value, String text) {

    /** On which side of the value the trouble is. */
    public enum Side {
        ABOVE("GreaterThanThreshold"),
        BELOW("LessThanThreshold");

        private final String operator;

        Side(String operator) {
            this.operator = operator;
        }

        String operator() {
            return operator;
        }
    }

    public static Threshold above(double value, String text) {
        return new Threshold(Side.ABOVE, value, text);
    }

    public static Threshold above(int count) {
        return above(count, Integer.toString(count));
    }

    /** For metrics in milliseconds. */
    public static Threshold above(Duration most) {
        long milliseconds = most.toMillis();
        return above((double) milliseconds, milliseconds + " ms");
    }

    public static Threshold below(double value, String text) {
        return new Threshold(Side.BELOW, value, text);
    }
}
