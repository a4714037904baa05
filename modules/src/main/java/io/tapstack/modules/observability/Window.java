package io.tapstack.modules.observability;

import java.time.Duration;

/**
 * Over how long a metric is judged.
 *
 * @param period length of one period: a whole number of minutes
 * @param periods how many of the latest periods are looked at
 * @param breaching how many of these must be past the threshold
 */
public record Window(Duration period, int periods, int breaching) {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** At once: one period of five minutes. */
    public static final Window FIRST = new Window(FIVE_MINUTES, 1, 1);

    /** Not for a spike: three periods of five minutes in a row. */
    public static final Window LASTING = new Window(FIVE_MINUTES, 3, 3);

    /** For what happens once a day, sooner or later: six hours longer. */
    static final Window DAY = new Window(Duration.ofHours(6), 5, 5);

    String text() {
        String length = period.toHours() > 0 ? period.toHours() + " h" : period.toMinutes() + " min";
        return periods == 1 ? "in " + length : "in " + breaching + " of " + periods + " periods of " + length;
    }
}
