package io.tapstack.main.it;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits, for a bounded time, for what another process is about to do. */
final class Eventually {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private Eventually() {}

    static void holds(Duration patience, String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("not within " + patience.toSeconds() + " s: " + what);
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
