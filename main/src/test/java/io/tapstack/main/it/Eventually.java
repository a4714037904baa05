package io.tapstack.main.it;

import io.tapstack.browser.Patience;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what another process is about to do; fails after {@link Patience#LIMIT}. */
final class Eventually {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private Eventually() {}

    static void holds(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + Patience.LIMIT.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("not within " + Patience.LIMIT.toSeconds() + " s: " + what);
                }
                pause(LOOK_AGAIN);
            }
        } catch (Exception e) {
            throw new AssertionError("failed: " + what, e);
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
