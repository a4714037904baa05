package io.tapstack.lambda.security.rotation;

/**
 * The rotation cannot go on, and why. Secrets Manager tries again from the first step; the message reaches CloudTrail's
 * RotationFailed event through the function's log, and holds no secret.
 */
final class RotationRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RotationRefusedException(String problem) {
        super(problem);
    }
}
