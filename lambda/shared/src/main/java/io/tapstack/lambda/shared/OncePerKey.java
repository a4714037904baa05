package io.tapstack.lambda.shared;

import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Does something once per idempotency key, however often and however concurrently it is asked to. */
public final class OncePerKey {
    private static final int ATTEMPTS = 6;

    private final IntConsumer pause;

    /** @param pause waits before another attempt, given how many were made */
    public OncePerKey(IntConsumer pause) {
        this.pause = pause;
    }

    /** With the pauses meant for production. */
    public static OncePerKey withJitter() {
        return new OncePerKey(OncePerKey::jitter);
    }

    /** The record that stands, and whether an earlier request had written it. */
    public record Result(IdempotencyRecord record, boolean replayed) {}

    /**
     * Attempts it until it is done or found done.
     *
     * @param mine what is written with it; the same in every attempt
     * @throws Problem.ProblemException 422 where the key made something different
     * @throws UnavailableException where it is not known whether it was done
     */
    public Result run(IdempotencyRecord mine, Supplier<Attempt> attempt) {
        for (int made = 1; made <= ATTEMPTS; made++) {
            var outcome = attempt.get();
            if (outcome instanceof Attempt.Stored) {
                return new Result(mine, false);
            }
            if (outcome instanceof Attempt.KeyUsed used) {
                return replay(mine, used.by());
            }
            if (made < ATTEMPTS) {
                pause.accept(made);
            }
        }
        throw new UnavailableException("contended");
    }

    private static Result replay(IdempotencyRecord mine, IdempotencyRecord earlier) {
        if (!earlier.requestHash().equals(mine.requestHash())) {
            throw Problems.keyReused().toException();
        }
        // An attempt of ours that was stored although its answer got lost is no replay.
        return new Result(earlier, !earlier.transactionId().equals(mine.transactionId()));
    }

    /**
     * Up to 50, 100, 200 … ms, at random, so that requests that met once do not meet again. Seeded now: the seed of
     * ThreadLocalRandom would be the same in every process restored from one snapshot.
     */
    public static void jitter(int attempt) {
        LockSupport.parkNanos(new SplittableRandom(System.nanoTime()).nextLong(25_000_000L << attempt));
    }
}
