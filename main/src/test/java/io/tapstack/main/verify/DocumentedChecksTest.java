package io.tapstack.main.verify;

import io.tapstack.main.testing.GeneratedSection;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table that the emulator's tests hold against AWS's managed policies. */
final class DocumentedChecksTest {
    @Test
    void areOnTheirPage() {
        new GeneratedSection(Path.of("../docs/deploy.md"), "checks")
                .is(Checks.ALL.stream()
                        .map(DocumentedChecksTest::row)
                        .collect(Collectors.joining("", "| check | of | promise | calls |\n|---|---|---|---|\n", "")));
    }

    private static String row(Check check) {
        String actions =
                check.actions().stream().map(action -> "`" + action + "`").collect(Collectors.joining(", "));
        return "| `%s` | `%s` | %s | %s |\n"
                .formatted(
                        check.name(), check.type(), check.promise(), actions.isEmpty() ? "a plain request" : actions);
    }
}
