package io.tapstack.environments.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RequirementsTest {
    private static final String HEAD = """
            # Requirements

            Each requirement and the tests that prove it: those that carry its id as a tag, so that
            `mvn test -Dgroups=P10` runs them. Made from the sources by `RequirementsTest`; not to be edited.

            | id | requirement | tests |
            |---|---|---|
            """;

    @Test
    void areEachProvenByATest() throws IOException {
        assertThat(Requirements.tests())
                .containsKeys(Requirements.texts().keySet().toArray(String[]::new));
    }

    @Test
    void areTheTableInTheDocumentation() throws IOException {
        Map<String, Set<String>> tests = Requirements.tests();
        String table = Requirements.texts().entrySet().stream()
                .map(requirement -> "| %s | %s | %s |%n"
                        .formatted(
                                requirement.getKey(),
                                requirement.getValue(),
                                String.join(", ", tests.getOrDefault(requirement.getKey(), Set.of())))
                        .replace("\r", ""))
                .collect(Collectors.joining());
        GeneratedText.whole("docs/requirements.md", HEAD + table);
    }

    @Test
    void haveTheIdsThatTestsName() throws IOException {
        assertThat(Requirements.tests().keySet().stream().filter(id -> id.matches("[BCPLS]\\d+")))
                .containsExactlyInAnyOrderElementsOf(Requirements.texts().keySet());
    }

    @Test
    void areFoundInJavaAndInPython() {
        String java = """
                @Tag("X1")
                @Tag("X.3")
                class A { @Tag("X15") void a() {} }
                """;
        assertThat(Requirements.javaTags(java)).containsExactly("X1", "X15");
        assertThat(Requirements.pythonTags("# X14, X8\nclass A:\n    # X13\n    # no X1 here\n"))
                .containsExactly("X14", "X8", "X13");
    }
}
