package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.documents.Document;
import io.tapstack.main.testing.GeneratedSection;
import io.tapstack.main.testing.Stage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class DocumentedCommandsTest {
    @TempDir
    private Path folder;

    private CommandLine tap;

    @BeforeEach
    void knowTheCommands() {
        tap = Tap.commandLine(new CommandLineSession(new Stage(folder)).session());
    }

    @Test
    void areOnTheirPage() {
        new GeneratedSection(Path.of("../docs/commands.md"), "commands").is(new CommandReference(tap).text());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void areUnderstood(Document document) {
        DocumentedCommands commands = new DocumentedCommands(tap);
        assertThat(document.code().stream().flatMap(line -> commands.problems(line).stream()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./tap up loyalty # then tap down",
                "tap plan <stack> --full; echo $?",
                "$ tap logs payments-api -f | head",
                "tap synth --environment dev,prod",
                "tap bootstrap",
                "eval \"$(./tap ps)\"",
                "npx cdktf deploy payments-dev --auto-approve",
                "terraform -chdir=cdktf.out/stacks/portal-prod plan",
                "tap: a message",
                "staptap up nothing"
            })
    void mayBeWrittenInTheseWays(String line) {
        assertThat(new DocumentedCommands(tap).problems(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tap upp",
                "./tap up shop",
                "cd x && ./tap up --fast",
                "tap plan payments-production",
                "tap bootstrap test",
                "npx cdktf deploy payment-dev",
                "terraform -chdir=cdktf.out/stacks/payments-qa plan"
            })
    void areNotUnderstoodWithAMistake(String line) {
        assertThat(new DocumentedCommands(tap).problems(line)).hasSize(1);
    }

    static List<Document> documents() {
        return Document.all();
    }
}
