package io.tapstack.lambda.shared;

/**
 * A stream record that can never be handled, however often it is tried: it belongs to the on-failure queue, for a person to look
 * at. The message names what is wrong, never a value.
 */
public final class PoisonRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PoisonRecordException(String problem) {
        super(problem);
    }
}
