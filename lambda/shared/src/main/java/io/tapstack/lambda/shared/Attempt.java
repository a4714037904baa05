package io.tapstack.lambda.shared;

/** What became of an attempt to write something together with its {@link IdempotencyRecord}. */
public sealed interface Attempt permits Attempt.Stored, Attempt.KeyUsed, Attempt.Contended {
    /** Everything is stored. */
    record Stored() implements Attempt {}

    /** The key was used before (perhaps by this very attempt, whose answer got lost); nothing was stored now. */
    record KeyUsed(IdempotencyRecord by) implements Attempt {}

    /** Another request was writing at the same moment; nothing was stored, and trying again may succeed. */
    record Contended() implements Attempt {}
}
