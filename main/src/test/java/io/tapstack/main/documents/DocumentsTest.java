package io.tapstack.main.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links, names and command lines in every Markdown file of the project exist. */
final class DocumentsTest {
    private static final Set<Path> FILES = ProjectFiles.all();
    private static final List<Document> DOCUMENTS = Document.all();
    private static final BrokenLinks BROKEN_LINKS =
            new BrokenLinks(FILES, DOCUMENTS.stream().collect(Collectors.toMap(Document::path, Document::anchors)));
    private static final Pattern PROFILE = Pattern.compile("<profile>\\s*<id>([^<]+)</id>");
    private static final int README_LINES = 120;

    @ParameterizedTest
    @MethodSource("documents")
    void leadToExistingFilesAndHeadings(Document document) {
        assertThat(BROKEN_LINKS.in(document)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void nameExistingFilesAndTests(Document document) {
        assertThat(new UnknownNames(FILES).in(document)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void showMavenCommandsWithExistingModulesAndProfiles(Document document) {
        Set<String> modules = foldersOf("pom.xml");
        Set<String> profiles = profiles();
        Set<String> tests = FILES.stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".java"))
                .map(name -> name.replace(".java", ""))
                .collect(Collectors.toSet());
        assertThat(MavenCommand.in(document).stream()
                        .flatMap(command -> command.unknown(modules, profiles, tests).stream()))
                .isEmpty();
    }

    @Test
    void beginWithAShortReadme() {
        List<String> readme = ProjectFiles.read(Path.of("README.md")).lines().toList();
        assertThat(readme).hasSizeLessThanOrEqualTo(README_LINES);
        assertThat(readme.subList(0, 15)).anyMatch(line -> line.startsWith("    ./tap up"));
    }

    static List<Document> documents() {
        return DOCUMENTS;
    }

    private static Set<String> foldersOf(String name) {
        return FILES.stream()
                .filter(file -> file.endsWith(name) && file.getNameCount() > 1)
                .map(file -> file.getParent().toString().replace('\\', '/'))
                .collect(Collectors.toSet());
    }

    private static Set<String> profiles() {
        return FILES.stream()
                .filter(file -> file.endsWith("pom.xml"))
                .flatMap(pom -> PROFILE.matcher(ProjectFiles.read(pom)).results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}
