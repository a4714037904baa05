package io.tapstack.environments.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.controls.Control;
import io.tapstack.environments.controls.Verdict;
import io.tapstack.environments.controls.Verdict.Status;
import io.tapstack.modules.core.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ControlsTest {
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([^\"]+)\"\\)");
    private static final String HEAD = """
            # Controls

            How each control stands in the stacks of all environments: of AWS Foundational Security Best Practices (FSBP),
            the CIS AWS Foundations Benchmark 3.0 and 5.0, and the checks for PCI DSS 4.0, those that are about what the
            systems use or need around them. Made by `ControlsTest` from files in
            `environments/src/test/resources/io/tapstack/environments/controls`; not to be edited.

            - `controls.tsv`: the controls, from the published compliance data of Prowler and Turbot and from AWS's
              Security Hub CSPM user guide (its last column says which).
            - `verdicts.tsv`: what is said here of each. A waiver has a reason, an owner and a last day, after which the
              build fails. What does not apply names resource types that no stack has; the build fails when one appears.
            - `mutations.tsv`: for each control that is met, a property that its text names, with a value that fails it.
              `MutationsTest` plants each value; a rule of the control must notice.

            The verdicts hold for two contexts: one with a domain for each environment, and `cdktf.json` as it is shipped,
            in which only prod has one. "Without a domain" is how dev, staging and local deploy from it.

            Names `like-this` are rules: `ControlVerdictsTest` asks them of every synthesized stack that the verdict is
            about, `ControlRulesTest` shows that each can fail. Other names are tests with the control's id as a tag.

            """;

    @Test
    void areTheTablesInTheDocumentation() throws IOException {
        ControlTable table = new ControlTable(Control.all(), Verdict.all(), tests());
        GeneratedText.whole("docs/controls.md", HEAD + table.counts() + table.details());
    }

    @Test
    void areCountedByWhatHoldsWhere() {
        ControlTable table = new ControlTable(
                List.of(control("1"), control("2"), control("3"), control("4"), control("5")),
                List.of(
                        verdict("1", Status.MET, Environment.values()),
                        verdict("2", Status.MET, Environment.PROD),
                        verdict("2", Status.WAIVED, Environment.DEV),
                        verdict("3", Status.WAIVED, Environment.values()),
                        verdict("4", Status.NOT_APPLICABLE, Environment.values()),
                        verdict("5", Status.MET, Environment.PROD),
                        verdict("5", Status.NOT_APPLICABLE, Environment.DEV)),
                Map.of("STD_1", Set.of("SomeTest")));
        assertThat(table.counts()).endsWith("| STD | 5 | 2 | 1 | 1 | 1 |\n");
        assertThat(table.details())
                .contains("| 1 | Title | met | text | `rule`, SomeTest |\n")
                .contains("| 2 | Title | prod: met<br>dev: waived | prod: text<br>dev: text (owner, until 2027-01-01) |"
                        + " `rule` |\n");
    }

    private static Control control(String id) {
        return new Control("STD", id, "Title", true);
    }

    private static Verdict verdict(String id, Status status, Environment... environments) {
        Optional<LocalDate> until =
                status == Status.WAIVED ? Optional.of(LocalDate.parse("2027-01-01")) : Optional.empty();
        return new Verdict(
                "STD " + id,
                List.of(environments),
                Verdict.Domain.ANY,
                status,
                List.of("rule"),
                List.of(),
                "text",
                "owner",
                until);
    }

    private static Map<String, Set<String>> tests() throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        for (Path source : Requirements.sources()) {
            String name = source.getFileName().toString().replace(".java", "");
            TAG.matcher(Files.readString(source)).results().forEach(match -> tests.computeIfAbsent(
                            match.group(1), any -> new TreeSet<>())
                    .add(name));
        }
        return tests;
    }
}
