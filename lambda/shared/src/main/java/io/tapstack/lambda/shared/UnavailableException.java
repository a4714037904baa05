package io.tapstack.lambda.shared;

/**
 * Something we depend on is overloaded or cannot be reached. The same request or record may succeed later; whether this
 * one took effect is unknown, so it must be repeatable.
 */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what the thing that is away, as it is to be logged */
    public UnavailableException(String what, Throwable cause) {
        super(what + " unavailable", cause);
    }

    public UnavailableException(String reason) {
        super(reason);
    }
}
