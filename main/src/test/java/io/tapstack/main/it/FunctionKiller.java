package io.tapstack.main.it;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills processes of deployed functions, in the middle of whatever they do. */
final class FunctionKiller {
    private final ProcessHandle emulator;
    private final String handler;
    private final Random random = new Random(7);
    private final AtomicInteger killed = new AtomicInteger();

    /** @param handler class of the functions' handler, as the process was told it */
    FunctionKiller(ProcessHandle emulator, String handler) {
        this.emulator = emulator;
        this.handler = handler;
    }

    /** Kills one, if any runs. */
    synchronized void kill() {
        List<ProcessHandle> functions = emulator.descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(handler))
                .toList();
        if (!functions.isEmpty()
                && functions.get(random.nextInt(functions.size())).destroyForcibly()) {
            killed.incrementAndGet();
        }
    }

    int killed() {
        return killed.get();
    }
}
