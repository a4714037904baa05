package io.tapstack.main.console;

import java.util.List;

/** Why a command cannot go on, in words for the person at the terminal: no stack trace is shown for it. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> advice;

    /**
     * @param message what is wrong, with the path or value that is
     * @param advice what to do about it, one sentence a line
     */
    public Failure(String message, String... advice) {
        super(message);
        this.advice = List.of(advice);
    }

    public Failure(String message, Throwable cause) {
        super(message, cause);
        this.advice = List.of();
    }

    public Failure(String message, String advice, Throwable cause) {
        super(message, cause);
        this.advice = List.of(advice);
    }

    public List<String> advice() {
        return advice;
    }
}
