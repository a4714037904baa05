package io.tapstack.main.it;

import io.tapstack.main.testing.GeneratedSection;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What each role of a system may do and may not, in {@code docs/iam.md}; {@code -Dreadme.update=true} writes it.
 *
 * @param system names the marks around its table
 */
record RoleTable(String system, List<RoleCall> calls) {

    /** The document has this table between its marks. */
    void isIn(Path document) {
        new GeneratedSection(document, "roles of " + system).is(text());
    }

    private String text() {
        Comparator<RoleCall> order = Comparator.comparing(
                        (RoleCall call) -> call.role().name())
                .thenComparing(RoleCall::allowed, Comparator.reverseOrder())
                .thenComparing(RoleCall::action)
                .thenComparing(RoleCall::on);
        return calls.stream()
                .sorted(order)
                .map(call -> "| `%s` | `%s` | %s | %s |\n"
                        .formatted(
                                call.role().name(), call.action(), call.on(), call.allowed() ? "allowed" : "refused"))
                .collect(Collectors.joining("", "| role | action | on | IAM |\n|---|---|---|---|\n", ""));
    }
}
