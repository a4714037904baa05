package io.tapstack.main.it;

import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * One call with a role's own credentials.
 *
 * @param on in words, for the table
 * @param resource ARN that IAM is asked about
 */
record RoleCall(
        LocalRole role, String action, String on, String resource, boolean allowed, Consumer<EmulatedAccount> call) {

    private static final Set<String> REFUSALS =
            Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation");

    /** Makes the call; whether IAM let it. What else may be wrong with it does not matter. */
    boolean isLet(EmulatedAccount as) {
        try {
            call.accept(as);
            return true;
        } catch (AwsServiceException e) {
            return !REFUSALS.contains(String.valueOf(e.awsErrorDetails().errorCode()));
        }
    }

    @Override
    public String toString() {
        return role.name() + " " + action + " on " + on;
    }
}
