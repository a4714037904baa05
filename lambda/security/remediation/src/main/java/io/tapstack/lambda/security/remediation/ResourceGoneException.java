package io.tapstack.lambda.security.remediation;

/** There is no such resource any more. */
final class ResourceGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ResourceGoneException() {
        super("there is no such resource", null, false, false);
    }
}
