package io.tapstack.main.account;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Calls of AWS that may be denied. */
final class Calls {
    private Calls() {}

    /**
     * The call's answer.
     *
     * @param action that the call needs
     * @throws MissingPermission if the caller lacks it: {@code AccessDenied}, {@code AccessDeniedException}, and EC2's {@code
     *     UnauthorizedOperation}
     */
    static <T> T call(String action, Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            String code = Optional.ofNullable(e.awsErrorDetails())
                    .map(AwsErrorDetails::errorCode)
                    .orElse("");
            if (code.startsWith("AccessDenied") || code.equals("UnauthorizedOperation")) {
                throw new MissingPermission(action);
            }
            throw e;
        }
    }
}
