package io.tapstack.main.verify;

import java.util.Locale;
import java.util.Objects;

/**
 * The result of one check of one resource.
 *
 * @param reason why it did not pass, without account ids and secrets; empty if it passed
 * @param advice for the person who reads it; empty if it passed
 */
public record Outcome(Result result, String reason, String advice) {
    static final String DEPLOY = "tap plan shows the difference, a deploy removes it";

    /** How a check ended. */
    public enum Result {
        PASSED,
        FAILED,
        /** AWS did not answer the question, so nothing is known. */
        SKIPPED,
        /** The stack promises nothing of the kind; such outcomes are not reported. */
        NOT_PROMISED;

        /** {@code passed}, in reports. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Outcome passed() {
        return new Outcome(Result.PASSED, "", "");
    }

    static Outcome notPromised() {
        return new Outcome(Result.NOT_PROMISED, "", "");
    }

    static Outcome skipped(String reason, String advice) {
        return new Outcome(Result.SKIPPED, reason, advice);
    }

    static Outcome failed(String reason) {
        return failed(reason, DEPLOY);
    }

    static Outcome failed(String reason, String advice) {
        return new Outcome(Result.FAILED, reason, advice);
    }

    static Outcome when(boolean kept, String otherwise) {
        return kept ? passed() : failed(otherwise);
    }

    /** For values that a report may show. */
    static Outcome equal(String what, Object promised, Object found) {
        return when(Objects.equals(promised, found), what + " is " + found + ", not " + promised);
    }

    /** For a KMS key, whose ARN has the account's id: one that is promised must be the one that is used. */
    static Outcome key(String promised, String found) {
        if (promised.isEmpty()) {
            return failed("no KMS key of its own is promised");
        }
        return found == null || found.isEmpty()
                ? failed("not encrypted with a KMS key of its own")
                : when(promised.equals(found), "encrypted with another KMS key than promised");
    }

    /** This outcome, or the other one if this one passed. */
    Outcome and(Outcome other) {
        return result == Result.PASSED ? other : this;
    }
}
