package io.tapstack.main.demo;

import io.tapstack.main.console.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits, for a bounded time, for what something does when nobody waits for its answer.
 *
 * @param logGroup whose last lines go into the message if it does not come
 */
record Patience(Demonstration.Target target, String logGroup) {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** What was found at last; fails if it is not found in time. */
    <T> T until(String what, Supplier<Optional<T>> look) {
        long begin = System.nanoTime();
        long reported = begin;
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                target.console().endStatus("waiting");
                return found.get();
            }
            long now = System.nanoTime();
            if (now - begin > LONGEST.toNanos()) {
                throw new Failure("no " + what + " within " + LONGEST.toSeconds() + " s\n  "
                        + new LastWords(target.clients()).of(logGroup));
            }
            if (now - reported > target.console().statusInterval().toNanos()) {
                reported = now;
                target.console().status("waiting", "for " + what + ", " + (now - begin) / 1_000_000_000 + " s");
            }
            target.interrupt().pause(LOOK_AGAIN);
        }
    }
}
