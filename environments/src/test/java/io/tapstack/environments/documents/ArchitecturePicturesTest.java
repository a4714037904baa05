package io.tapstack.environments.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.picture.Architecture;
import io.tapstack.environments.picture.Svg;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A picture of each system as prod has it, where nothing is left out. */
final class ArchitecturePicturesTest {
    private static final String FOLDER = "docs/architecture";

    @ParameterizedTest
    @MethodSource("systems")
    void areDrawnFromTheStacks(StackJson prod) throws IOException {
        GeneratedText.whole(file(prod), Svg.of(Architecture.of(prod)));
    }

    @ParameterizedTest
    @MethodSource("systems")
    void areShownOnThePageOfTheirSystem(StackJson prod) throws IOException {
        Path page = GeneratedText.PROJECT.resolve("docs/systems/" + prod.system() + ".md");
        assertThat(Files.readString(page)).contains("](../architecture/" + prod.system() + ".svg)");
    }

    @Test
    void areThoseOfExistingSystemsOnly() throws IOException {
        try (Stream<Path> files = Files.list(GeneratedText.PROJECT.resolve(FOLDER))) {
            assertThat(files.map(file -> FOLDER + "/" + file.getFileName()))
                    .isSubsetOf(systems().map(ArchitecturePicturesTest::file).toList());
        }
    }

    private static String file(StackJson prod) {
        return FOLDER + "/" + prod.system() + ".svg";
    }

    static Stream<StackJson> systems() {
        return SynthesizedStacks.shipped().stream().filter(StackJson::isProd).filter(stack -> !stack.system()
                .equals("foundation"));
    }
}
