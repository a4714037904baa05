package io.tapstack.main.terraform;

import io.tapstack.main.console.Console;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Says from time to time where a long piece of work is. */
final class Ticker {
    private Ticker() {}

    /** Does the work and returns what it returns. */
    static int during(Console console, String topic, Supplier<String> words, IntSupplier work) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Ticker::inBackground);
        long interval = console.statusInterval().toMillis();
        var unused = clock.scheduleAtFixedRate(
                () -> console.status(topic, words.get()), interval, interval, TimeUnit.MILLISECONDS);
        try {
            return work.getAsInt();
        } finally {
            clock.shutdownNow();
            console.endStatus(topic);
        }
    }

    private static Thread inBackground(Runnable work) {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    }
}
