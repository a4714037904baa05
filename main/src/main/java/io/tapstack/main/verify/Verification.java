package io.tapstack.main.verify;

import io.tapstack.main.account.CallerAccount;
import io.tapstack.main.terraform.StackState;
import io.tapstack.main.verify.Outcome.Result;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Looks at a deployed stack with checks, several at once; changes nothing. */
public record Verification(List<Check> checks) {
    /** Of services with one error for it each; by the code, for some send it with status 400. */
    private static final Pattern DENIED =
            Pattern.compile("AccessDenied.*|Authorization(Error|ErrorException)|Unauthorized(Operation|Exception)");

    /** Security Hub's InvalidAccessException says that it is not on. */
    private static final Pattern MISSING =
            Pattern.compile("(?i).*(NotFound|NoSuch|NonExist|NotExist).*|InvalidAccessException");

    /** AWS's words, in which IAM names the action that it did not find allowed. */
    private static final Pattern ACTION = Pattern.compile("not authorized to perform: ([\\w-]+:\\w+)");

    /** With all checks there are. */
    public Verification() {
        this(Checks.ALL);
    }

    /** What became of each promise that the stack makes, in the order of its state. */
    public List<Verdict> of(CallerAccount account, StackState stack) {
        return stack.resources().parallelStream()
                .flatMap(resource -> checks.stream()
                        .filter(check -> check.type().equals(resource.type()))
                        .map(check -> new Verdict(
                                check.name(),
                                resource.address(),
                                outcome(check, new Subject(account, stack, resource)))))
                .filter(verdict -> !verdict.is(Result.NOT_PROMISED))
                .toList();
    }

    private static Outcome outcome(Check check, Subject subject) {
        try {
            return check.look().at(subject);
        } catch (AwsServiceException e) {
            AwsErrorDetails details = e.awsErrorDetails();
            String code = details == null || details.errorCode() == null ? "" : details.errorCode();
            String message = details == null || details.errorMessage() == null ? "" : details.errorMessage();
            if (DENIED.matcher(code).matches()) {
                Matcher named = ACTION.matcher(message);
                String action = named.find() ? named.group(1) : String.join(" or ", check.actions());
                return Outcome.skipped("not allowed: " + action, "allow " + action + ", or let a reader verify");
            }
            return MISSING.matcher(code).matches()
                    ? Outcome.failed("AWS has no such resource or setting: " + code)
                    : Outcome.skipped("AWS answered " + e.statusCode() + " " + code, "try again later");
        } catch (SdkClientException e) {
            return Outcome.skipped("no answer: " + e.getMessage(), "try again later");
        }
    }
}
