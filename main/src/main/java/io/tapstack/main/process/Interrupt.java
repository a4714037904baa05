package io.tapstack.main.process;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Ctrl-C, or a polite kill. The work is not cut off: a program that is told to stop gets the time to write down what it
 * did, and the work ends at its next {@link #check}.
 */
public final class Interrupt {
    /** Whatever runs gets this long to end by itself; Terraform waits for the AWS calls that are under way. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A terminal sends Ctrl-C to all programs at once; one that has not heard of it by now was not told. */
    private static final Duration HEARING = Duration.ofSeconds(2);

    /** How soon a piece of work that waits for another ends. */
    private static final Duration HEED = Duration.ofMillis(100);

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private volatile boolean requested;

    /** Ends work that was interrupted. */
    public static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Interrupted() {
            super("interrupted");
        }
    }

    /** @param hasHeard whether the program is known to be stopping, so that telling it again would kill it */
    private record Running(Process process, BooleanSupplier hasHeard) {}

    /** From now on the end of this JVM waits for {@link #finish}, and exits with 130 after Ctrl-C. */
    public static Interrupt install() {
        Interrupt interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(new Thread(interrupt::request, "interrupt"));
        return interrupt;
    }

    public boolean requested() {
        return requested;
    }

    public void check() {
        if (requested) {
            throw new Interrupted();
        }
    }

    /** A program that must hear of an interruption. */
    public void watch(Process process, BooleanSupplier hasHeard) {
        Running entry = new Running(process, hasHeard);
        running.add(entry);
        var unused = process.onExit().thenRun(() -> running.remove(entry));
    }

    /** The work is over, in whatever way. */
    public void finish() {
        finished.countDown();
    }

    /** What the signal does; returns when the work is over. */
    void request() {
        if (finished.getCount() == 0) {
            return; // an ordinary end
        }
        requested = true;
        try {
            if (!finished.await(HEARING.toMillis(), TimeUnit.MILLISECONDS)) {
                running.stream()
                        .filter(entry -> !entry.hasHeard.getAsBoolean())
                        .forEach(entry -> terminate(entry.process));
                finished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not {@link Process#destroy}, which closes the pipes too: a program that goes on writing would die of it. */
    private static void terminate(Process process) {
        process.toHandle().destroy();
    }

    /** Waits for work that goes on elsewhere; after an interruption it is left alone. */
    public <T> T await(Supplier<T> work) {
        CompletableFuture<T> result = CompletableFuture.supplyAsync(work);
        while (true) {
            check();
            try {
                return result.get(HEED.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                // look for an interruption, and wait on
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Interrupted();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            }
        }
    }

    /** Sleeps, but not through an interruption. */
    public void pause(Duration time) {
        check();
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted();
        }
        check();
    }
}
