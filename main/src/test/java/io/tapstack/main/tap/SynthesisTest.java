package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import io.tapstack.main.testing.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SynthesisTest {
    @TempDir
    private Path folder;

    private Stage stage;
    private Project project;

    @BeforeEach
    void setTheStage() {
        stage = new Stage(folder);
        project = new Project(folder.resolve("project"));
        stage.write(
                project.configuration(),
                "{\"context\": {\"tapstack\": {\"suffix\": \"pr1\", \"environments\": {}}, \"other\": true}}");
    }

    @Test
    @Tag("C3")
    void handsTheContextOnWithTheWantedStacks() throws IOException {
        JsonNode context = synthesize("payments-dev", "payments-prod");
        assertThat(context.at("/tapstack/stacks").asText()).isEqualTo("payments-dev,payments-prod");
        assertThat(context.at("/tapstack/suffix").asText()).isEqualTo("pr1");
        assertThat(context.path("other").asBoolean()).isTrue();
    }

    @Test
    void saysWhereFunctionsAreSeenFromAStacksFolder() throws IOException {
        assertThat(synthesize("payments-dev").at("/tapstack/functions").asText())
                .isEqualTo("../../../lambda");
    }

    @Test
    void failsWithWhatTheApplicationSays() {
        stage.program("node", "exit 0");
        Synthesis synthesis = new Synthesis(project, stage.machine(), Refuses.class.getName());
        assertThatThrownBy(() -> synthesis.run(List.of("payments-dev"), project.output()))
                .isInstanceOf(Failure.class)
                .hasMessage("synthesis failed: invalid settings:\n  dev.database.zones must be 3, got 1");
    }

    @Test
    void needsNode() {
        Synthesis synthesis = new Synthesis(project, stage.machine(), Remembers.class.getName());
        assertThatThrownBy(() -> synthesis.run(List.of("payments-dev"), project.output()))
                .hasMessageContaining("no node on the PATH");
    }

    @Test
    void needsAConfiguration() throws IOException {
        Files.delete(project.configuration());
        stage.program("node", "exit 0");
        Synthesis synthesis = new Synthesis(project, stage.machine(), Remembers.class.getName());
        assertThatThrownBy(() -> synthesis.run(List.of("payments-dev"), project.output()))
                .hasMessageContaining("cannot read " + project.configuration());
    }

    @Test
    void showsNoStackTrace() {
        stage.program("node", "exit 0");
        Synthesis synthesis = new Synthesis(project, stage.machine(), Breaks.class.getName());
        assertThatThrownBy(() -> synthesis.run(List.of("payments-dev"), project.output()))
                .hasMessageContaining("synthesis failed: ")
                .hasMessageContaining("a bug")
                .hasMessageNotContaining("\tat ")
                .satisfies(
                        e -> assertThat(((Failure) e).advice()).containsExactly("all of it is in " + project.trace()));
        assertThat(project.trace()).content().contains("\tat ");
    }

    @Test
    void saysWhyItCannotWrite() {
        stage.program("node", "exit 0");
        Path inTheWay = stage.write(folder.resolve("output"), "a file");
        Synthesis synthesis = new Synthesis(project, stage.machine(), Remembers.class.getName());
        assertThatThrownBy(() -> synthesis.run(List.of("payments-dev"), inTheWay))
                .hasMessage("cannot make " + inTheWay + ": something else is there (" + inTheWay + ")");
    }

    @Test
    void startsBesideADebugger() throws IOException {
        stage.with("JAVA_TOOL_OPTIONS", "-agentlib:no-such-agent")
                .with("JDK_JAVA_OPTIONS", "-agentlib:no-such-agent")
                .with("_JAVA_OPTIONS", "-agentlib:no-such-agent");
        assertThat(synthesize("payments-dev").path("other").asBoolean()).isTrue();
    }

    private JsonNode synthesize(String... stacks) throws IOException {
        stage.program("node", "exit 0");
        new Synthesis(project, stage.machine(), Remembers.class.getName()).run(List.of(stacks), project.output());
        return new ObjectMapper().readTree(Files.readString(project.output().resolve("context")));
    }

    /** Writes down the context that it was given. */
    static final class Remembers {
        private Remembers() {}

        public static void main(String[] arguments) throws IOException {
            Path output = Path.of(System.getenv("CDKTF_OUTDIR"));
            Files.createDirectories(output);
            Files.writeString(output.resolve("context"), System.getenv("CDKTF_CONTEXT_JSON"));
        }
    }

    /** An application with a bug. */
    static final class Breaks {
        private Breaks() {}

        public static void main(String[] arguments) {
            Integer.parseInt("a bug");
        }
    }

    /** An application that does not like its settings. */
    static final class Refuses {
        private Refuses() {}

        public static void main(String[] arguments) {
            System.err.println("tap: invalid settings:\n  dev.database.zones must be 3, got 1");
            System.exit(1);
        }
    }
}
