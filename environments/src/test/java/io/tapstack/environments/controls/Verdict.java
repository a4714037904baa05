package io.tapstack.environments.controls;

import io.tapstack.modules.core.Environment;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How a control stands in some environments.
 *
 * @param control its name: {@code FSBP RDS.3}
 * @param domain whether it is about environments with a domain, without one, or all
 * @param rules names of the rules that hold; of a waived control, for the part that is met
 * @param absent resource types that no stack has, so that there is nothing that the control could be about
 * @param text constructs that meet it, or why it is waived or does not apply
 * @param until last day of a waiver
 */
public record Verdict(
        String control,
        List<Environment> environments,
        Domain domain,
        Status status,
        List<String> rules,
        List<String> absent,
        String text,
        String owner,
        Optional<LocalDate> until) {

    /** Whether the context gives an environment a domain of its own: without one it has no certificate. */
    public enum Domain {
        ANY(""),
        WITH(" with a domain"),
        WITHOUT(" without a domain");

        private final String text;

        Domain(String text) {
            this.text = text;
        }

        /** Follows the environments in {@code verdicts.tsv}. */
        @Override
        public String toString() {
            return text;
        }
    }

    /** Of a control. */
    public enum Status {
        MET("met"),
        WAIVED("waived"),
        NOT_APPLICABLE("not applicable");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Those of {@code verdicts.tsv}. */
    public static List<Verdict> all() {
        return VerdictLines.read(Tsv.read("verdicts.tsv"));
    }

    boolean isAbout(Environment environment, Domain domain) {
        return environments.contains(environment) && (this.domain == Domain.ANY || this.domain == domain);
    }

    /** Names of the classes that meet the control. */
    List<String> constructs() {
        return List.of(text.split(";", -1)[0].split(", ", -1));
    }
}
