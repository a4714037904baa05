package io.tapstack.main.process;

import io.tapstack.browser.Patience;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** The signal, as soon as a piece of work has come so far, or has had its time. */
public final class CtrlC {
    private CtrlC() {}

    public static void once(BooleanSupplier reached, Interrupt interrupt) {
        long end = System.nanoTime() + Patience.LIMIT.toNanos();
        var unused = CompletableFuture.runAsync(() -> {
            while (!reached.getAsBoolean() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            interrupt.request();
        });
    }
}
