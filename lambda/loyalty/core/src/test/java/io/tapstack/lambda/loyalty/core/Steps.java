package io.tapstack.lambda.loyalty.core;

import io.tapstack.lambda.dynamodb.InMemoryDynamoDb;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Runs tasks concurrently, yet in exactly one order: each stops before every call to DynamoDB, and the schedule says who
 * goes on. The same schedule gives the same interleaving.
 */
public final class Steps implements InMemoryDynamoDb.Faults {
    /** What befalls a call. */
    public enum Mishap {
        NONE,
        /** Not written: another transaction was in the way. */
        CONFLICT,
        /** Written, and the function dies before it learns of it. */
        KILLED_AFTER,
        /** Not written, and the function dies. */
        KILLED_BEFORE
    }

    /** The function's process is gone. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final class Task extends Thread {
        private final Semaphore turn = new Semaphore(0);
        private final AtomicBoolean done = new AtomicBoolean();
        private final Runnable work;

        Task(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            turn.acquireUninterruptibly();
            try {
                work.run();
            } catch (Killed e) {
                kills++;
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                done.set(true);
                stopped.release();
            }
        }

        void step() {
            turn.release();
            stopped.acquireUninterruptibly();
        }
    }

    private final Semaphore stopped = new Semaphore(0);
    private final Iterator<Mishap> mishaps;
    private Mishap mishap = Mishap.NONE;
    private Throwable failure;
    private int kills;

    /** @param mishaps for one transaction after the other; none when they are used up */
    public Steps(List<Mishap> mishaps) {
        this.mishaps = mishaps.iterator();
    }

    /**
     * Runs the tasks to their ends.
     *
     * @param schedule which of the unfinished tasks takes the next step; the first one when it is used up
     * @return how many were killed
     */
    public int run(List<Runnable> work, List<Integer> schedule) {
        var open = new ArrayList<>(work.stream().map(Task::new).toList());
        open.forEach(Thread::start);
        var choices = schedule.iterator();
        while (!open.isEmpty()) {
            var task = open.get(choices.hasNext() ? choices.next() % open.size() : 0);
            task.step();
            if (task.done.get()) {
                open.remove(task);
            }
        }
        if (failure != null) {
            throw new AssertionError("a task failed", failure);
        }
        return kills;
    }

    @Override
    public void before(String operation) {
        if (!(Thread.currentThread() instanceof Task task)) {
            return; // the test itself looks into the tables
        }
        stopped.release();
        task.turn.acquireUninterruptibly();
        mishap = operation.equals("TransactWriteItems") && mishaps.hasNext() ? mishaps.next() : Mishap.NONE;
        if (mishap == Mishap.KILLED_BEFORE) {
            throw new Killed();
        }
        if (mishap == Mishap.CONFLICT) {
            throw TransactionCanceledException.builder()
                    .cancellationReasons(CancellationReason.builder()
                            .code("TransactionConflict")
                            .build())
                    .build();
        }
    }

    @Override
    public void after(String operation) {
        if (Thread.currentThread() instanceof Task && mishap == Mishap.KILLED_AFTER) {
            throw new Killed();
        }
    }
}
