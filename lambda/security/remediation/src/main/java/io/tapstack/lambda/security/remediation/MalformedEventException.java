package io.tapstack.lambda.security.remediation;

/** The event is not one of those the function is for. The message names what is missing, never a value. */
final class MalformedEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Finding.Event event;

    MalformedEventException(Finding.Event event, String problem) {
        super(problem);
        this.event = event;
    }

    Finding.Event event() {
        return event;
    }
}
