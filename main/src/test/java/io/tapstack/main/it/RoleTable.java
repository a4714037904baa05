package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What each role may do and may not, in {@code docs/iam.md}; {@code -Dreadme.update=true} writes it. */
record RoleTable(List<RoleCall> calls) {
    private static final String START = "<!-- roles -->\n";
    private static final String END = "<!-- /roles -->";

    /** The document has this table between its marks. */
    void isIn(Path document) {
        try {
            String now = Files.readString(document);
            String expected =
                    now.substring(0, now.indexOf(START) + START.length()) + text() + now.substring(now.indexOf(END));
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
        Comparator<RoleCall> order = Comparator.comparing(RoleCall::roleName)
                .thenComparing(RoleCall::allowed, Comparator.reverseOrder())
                .thenComparing(RoleCall::action)
                .thenComparing(RoleCall::on);
        return calls.stream()
                .sorted(order)
                .map(call -> "| `%s` | `%s` | %s | %s |\n"
                        .formatted(call.roleName(), call.action(), call.on(), call.allowed() ? "allowed" : "refused"))
                .collect(Collectors.joining("", "| role | action | on | IAM |\n|---|---|---|---|\n", ""));
    }
}
