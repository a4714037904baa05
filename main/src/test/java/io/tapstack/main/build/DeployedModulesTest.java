package io.tapstack.main.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DeployedModulesTest {
    private static final Path LAMBDA = Path.of("../lambda");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(tapstack-[^<]+)</artifactId>");

    @Test
    void whatIsDeployedIsBuiltBeforeTheTestsThatDeployIt() throws IOException {
        assertThat(dependencies()).containsExactlyInAnyOrderElementsOf(deployed());
    }

    private static Iterable<String> dependencies() throws IOException {
        String pom = Files.readString(LAMBDA.resolve("all/pom.xml"));
        return artifacts(pom.substring(pom.indexOf("<dependencies>"))).toList();
    }

    /** A function's jar is shaded; the site is written by a program. */
    private static Iterable<String> deployed() throws IOException {
        try (Stream<Path> files = Files.walk(LAMBDA, 3)) {
            return files.filter(file ->
                            file.endsWith("pom.xml") && LAMBDA.relativize(file).getNameCount() == 3)
                    .map(DeployedModulesTest::read)
                    .filter(pom -> pom.contains("maven-shade-plugin") || pom.contains("exec-maven-plugin"))
                    .map(pom -> artifacts(pom.substring(pom.indexOf("</parent>")))
                            .findFirst()
                            .orElseThrow())
                    .toList();
        }
    }

    private static Stream<String> artifacts(String pom) {
        return ARTIFACT.matcher(pom).results().map((MatchResult match) -> match.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
