package io.tapstack.main.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The signal, some time after a piece of work began. */
public final class CtrlC {
    private CtrlC() {}

    public static void after(Duration time, Interrupt interrupt) {
        CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                .execute(interrupt::request);
    }
}
