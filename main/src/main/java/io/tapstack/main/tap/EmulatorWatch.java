package io.tapstack.main.tap;

import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.process.Interrupt;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Watches the emulated AWS while something works with it. When it is gone the work ends at once and says so: left to
 * itself, Terraform would go on asking for minutes and then report a refused connection for every resource.
 *
 * @param log what the emulated AWS wrote
 */
record EmulatorWatch(EmulatorProcess emulator, Path log) {

    /**
     * Does the work and returns what it returns.
     *
     * @param abandon ends the work from another thread
     * @throws Failure if the work failed and the emulated AWS is gone
     */
    <T> T during(Supplier<T> work, Runnable abandon) {
        CompletableFuture<Void> gone = emulator.process().onExit().thenRun(abandon);
        try {
            return work.get();
        } catch (Interrupt.Interrupted e) {
            throw e;
        } catch (RuntimeException e) {
            if (emulator.process().isAlive()) {
                throw e;
            }
            throw new Failure(
                    "the emulated AWS (process " + emulator.process().pid() + ") ended while it was worked with",
                    "what it said last is in " + log + "; the same command starts over",
                    e);
        } finally {
            gone.cancel(false);
        }
    }
}
