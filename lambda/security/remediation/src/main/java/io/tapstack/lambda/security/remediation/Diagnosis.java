package io.tapstack.lambda.security.remediation;

import java.util.Optional;

/**
 * What a look at a resource has shown.
 *
 * @param outcome {@code ALREADY_COMPLIANT}, {@code NEEDS_PERSON}, or {@code FIXED} where the cure would fix it
 * @param message what is wrong or why a person is needed
 * @param cure changes the resource; only with {@code FIXED}
 */
record Diagnosis(Outcome outcome, String message, Optional<Runnable> cure) {
    static Diagnosis inOrder() {
        return new Diagnosis(Outcome.ALREADY_COMPLIANT, "nothing to change", Optional.empty());
    }

    static Diagnosis needsPerson(String why) {
        return new Diagnosis(Outcome.NEEDS_PERSON, why, Optional.empty());
    }

    static Diagnosis curable(String wrong, Runnable cure) {
        return new Diagnosis(Outcome.FIXED, wrong, Optional.of(cure));
    }
}
