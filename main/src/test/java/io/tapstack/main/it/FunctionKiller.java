package io.tapstack.main.it;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills a process of some deployed function every now and then, in the middle of whatever it does. */
final class FunctionKiller implements AutoCloseable {
    private static final int LONGEST_PAUSE_MILLIS = 600;
    private static final String FUNCTION = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    private final ProcessHandle emulator;
    private final Random random = new Random(7);
    private final AtomicInteger killed = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "function killer");

    private FunctionKiller(ProcessHandle emulator) {
        this.emulator = emulator;
    }

    static FunctionKiller start(ProcessHandle emulator) {
        FunctionKiller killer = new FunctionKiller(emulator);
        killer.thread.start();
        return killer;
    }

    int killed() {
        return killed.get();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(
                        Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)).toMillis());
                List<ProcessHandle> functions = emulator.descendants()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(FUNCTION))
                        .toList();
                if (!functions.isEmpty()
                        && functions.get(random.nextInt(functions.size())).destroyForcibly()) {
                    killed.incrementAndGet();
                }
            }
        } catch (InterruptedException closed) {
            // the end of it
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
