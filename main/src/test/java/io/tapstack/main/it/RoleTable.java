package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
        String start = "<!-- roles of " + system + " -->\n";
        String end = "<!-- /roles of " + system + " -->";
        try {
            String now = Files.readString(document);
            String expected =
                    now.substring(0, now.indexOf(start) + start.length()) + text() + now.substring(now.indexOf(end));
            if (Boolean.getBoolean("readme.update")) {
                Files.writeString(document, expected);
            }
            assertThat(Files.readString(document))
                    .as(document + " is out of date: -Dreadme.update=true writes it")
                    .isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
