package io.tapstack.main.build;

import static io.tapstack.main.build.SmallProject.CONSTRUCT;
import static io.tapstack.main.build.SmallProject.FUNCTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PatchTest {
    @TempDir
    private Path folder;

    private SmallProject project;

    @BeforeEach
    void build() throws IOException {
        project = new SmallProject(folder);
    }

    @Test
    void aChangedBodyGivesTheJarOfAWholeBuild() throws Exception {
        byte[] before = Files.readAllBytes(project.constructs());
        project.change(CONSTRUCT, "return 7", "return 30 + 1 + hashCode()");
        Patch.apply(project.root(), List.of(CONSTRUCT));
        assertThat(Files.readAllBytes(project.constructs()))
                .isEqualTo(project.jar("modules"))
                .isNotEqualTo(before);
    }

    @Test
    void changesOfSeveralModulesAreBuiltTogether() throws Exception {
        project.change(CONSTRUCT, "return 7", "return 8");
        project.change(FUNCTION, "hello", "good morning");
        Patch.apply(project.root(), List.of(CONSTRUCT, FUNCTION));
        assertThat(Files.readAllBytes(project.constructs())).isEqualTo(project.jar("modules"));
        assertThat(Files.readAllBytes(project.function())).isEqualTo(project.jar("lambda/payments/api"));
    }

    @Test
    void leavesNothingBehind() throws Exception {
        Patch.apply(project.root(), List.of(CONSTRUCT));
        try (Stream<Path> files = Files.list(project.root().resolve("main/target"))) {
            assertThat(files).containsExactly(project.root().resolve("main/target/lib"));
        }
    }

    @Test
    void aConstantThatOthersCopyIsForMaven() throws IOException {
        project.change(CONSTRUCT, "MAX = 1", "MAX = 2");
        refuses(CONSTRUCT, "modules shows other sources something else than before");
    }

    @Test
    void anotherSignatureIsForMaven() throws IOException {
        project.change(CONSTRUCT, "int days()", "long days()");
        refuses(CONSTRUCT, "modules shows other sources something else than before");
    }

    @Test
    void anotherClassIsForMaven() throws IOException {
        project.change(CONSTRUCT, "return 7", "return new Object() {}.hashCode()");
        refuses(CONSTRUCT, "modules has other classes than before");
    }

    @Test
    void anErrorIsForMaven() throws IOException {
        project.change(CONSTRUCT, "return 7", "return seven");
        refuses(CONSTRUCT, "cannot find symbol");
    }

    @Test
    void aSourceThatIsGoneIsForMaven() throws IOException {
        Files.delete(project.root().resolve(CONSTRUCT));
        refuses(CONSTRUCT, "is no Java source, or gone");
    }

    @Test
    void aFunctionThatReachesMoreIsForMavenToShade() throws IOException {
        project.change(FUNCTION, "\"hello\"", "\"hello\" + new b.Library()");
        refuses(FUNCTION, "may reach other classes than before");
    }

    @Test
    void aLibraryOfSeveralFunctionsIsForMaven() {
        String library = "lambda/shared/src/main/java/a/Json.java";
        project.write(library, "package a; class Json {}");
        refuses(library, "other modules are made from lambda/shared");
    }

    @Test
    void aRefusedChangeLeavesTheOtherModulesAsTheyWere() throws IOException {
        project.change(FUNCTION, "hello", "good morning");
        project.change(CONSTRUCT, "MAX = 1", "MAX = 2");
        byte[] before = Files.readAllBytes(project.function());
        assertThatThrownBy(() -> Patch.apply(project.root(), List.of(FUNCTION, CONSTRUCT)))
                .isInstanceOf(NotPatchable.class);
        assertThat(Files.readAllBytes(project.function())).isEqualTo(before);
    }

    private void refuses(String source, String reason) {
        assertThatThrownBy(() -> Patch.apply(project.root(), List.of(source)))
                .isInstanceOf(NotPatchable.class)
                .hasMessageContaining(reason);
    }
}
