package io.tapstack.main.leftovers;

import java.util.regex.Pattern;

/**
 * What AWS answered to the request to delete something.
 *
 * @param reason in AWS's own words where it refused
 */
public record Outcome(State state, String reason) {
    /**
     * AWS works on the resource, or has not noticed yet that its user was deleted: it may be deleted in some minutes.
     * Codes of RDS's, Lambda's, DynamoDB's, AWS Config's, ACM's, Auto Scaling's, SNS's and AWS WAF's deletions.
     */
    private static final Pattern NOT_YET = Pattern.compile("(?i)(Throttl|TooManyRequests|RequestLimitExceeded"
            + "|InvalidDBInstanceState|ResourceConflict|ResourceInUse|OperationInProgress|ScalingActivityInProgress"
            + "|ConcurrentAccess|ConcurrentModification|WAFAssociatedItem|WAFUnavailableEntity).*");

    /** Whether to come back, and when. */
    public enum State {
        /** AWS deletes it, now or in some minutes. */
        ACCEPTED,
        /** It cannot be deleted yet, and no other resource is the cause. */
        WAITS,
        /** AWS refused; perhaps it will not when others do not exist any more. */
        REFUSED
    }

    static Outcome accepted() {
        return accepted("");
    }

    /** @param note what the account still shows of it */
    static Outcome accepted(String note) {
        return new Outcome(State.ACCEPTED, note);
    }

    static Outcome waits(String reason) {
        return new Outcome(State.WAITS, reason);
    }

    static Outcome refused(String reason) {
        return new Outcome(State.REFUSED, reason);
    }

    /** Absent counts as accepted: AWS deleted it meanwhile. */
    static Outcome of(Answer answer) {
        if (answer.ok() || answer.absent()) {
            return accepted();
        }
        return NOT_YET.matcher(answer.error()).matches() ? waits(answer.error()) : refused(answer.error());
    }
}
