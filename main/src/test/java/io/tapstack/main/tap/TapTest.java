package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.testing.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TapTest {
    @TempDir
    private Path folder;

    private Stage stage;
    private CommandLineSession tap;

    @BeforeEach
    void setTheStage() {
        stage = new Stage(folder);
        tap = new CommandLineSession(stage);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "down",
                "invoke",
                "logs",
                "events",
                "ps",
                "fire",
                "console",
                "synth",
                "plan",
                "bootstrap",
                "doctor"
            })
    void helpsWithEveryCommand(String command) {
        assertThat(tap.run(command, "--help")).isEqualTo(ExitCode.OK);
        assertThat(stage.out()).startsWith("Usage: tap " + command);
        assertThat(stage.out()).contains("--json");
    }

    @Test
    void listsItsCommandsAndExitCodes() {
        assertThat(tap.run("--help")).isEqualTo(ExitCode.OK);
        assertThat(stage.out()).contains("up ", "down ", "synth ", "plan ", "bootstrap ", "doctor ", "64", "130");
    }

    @Test
    void saysHowItIsUsedWhenNothingIsAsked() {
        assertThat(tap.run()).isEqualTo(ExitCode.USAGE);
        assertThat(stage.err()).contains("Usage: tap");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up --fast", "plan", "bootstrap", "up payments loyalty", "synth --environment"})
    void refusesACommandLineThatItDoesNotUnderstand(String line) {
        assertThat(tap.run(line.split(" ", -1))).isEqualTo(ExitCode.USAGE);
        assertThat(stage.err()).contains("Usage: tap");
        assertThat(stage.out()).isEmpty();
    }

    @Test
    void suggestsACommandForOneThatThereIsNot() {
        assertThat(tap.run("plam")).isEqualTo(ExitCode.USAGE);
        assertThat(stage.err()).contains("Did you mean").contains("tap plan");
    }

    @Test
    void listsTheSystemsWhenOneIsUnknown() {
        assertThat(tap.run("up", "shop")).isEqualTo(ExitCode.USAGE);
        assertThat(stage.err())
                .contains("there is no system \"shop\" for tap up; there is loyalty, payments, portal, security");
    }

    @Test
    void listsTheEnvironmentsWhenOneIsUnknown() {
        assertThat(tap.run("synth", "--environment", "dev,qa")).isEqualTo(ExitCode.USAGE);
        assertThat(stage.err()).contains("there is no environment \"qa\"; there is dev, staging, prod, local");
        assertThat(tap.run("bootstrap", "qa", "--yes")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void doesNotBootstrapWithoutAnybodyToAsk() {
        assertThat(tap.run("bootstrap", "dev")).isEqualTo(ExitCode.USAGE);
        assertThat(stage.err()).contains("say --yes");
    }

    @Test
    void cannotPlanALocalStackWhileNoEmulatedAwsRuns() {
        assertThat(tap.run("plan", "payments-local")).isEqualTo(ExitCode.FAILED);
        assertThat(stage.err()).contains("tap: no emulated AWS is running").contains("run tap up");
    }

    @Test
    void failsWithAReasonWithoutTerraform() {
        assertThat(tap.run("up")).isEqualTo(ExitCode.FAILED);
        assertThat(stage.err())
                .contains("tap: no Terraform of version 1.10.0 or newer")
                .contains("install Terraform")
                .doesNotContain("\tat ");
    }

    @Test
    void doctorListsWhatIsMissingAndHowToGetIt() throws JsonProcessingException {
        assertThat(tap.run("doctor", "--json")).isEqualTo(ExitCode.FAILED);
        JsonNode result = new ObjectMapper().readTree(stage.out());
        assertThat(result.path("ready").asBoolean()).isFalse();
        assertThat(check(result, "terraform").path("state").asText()).isEqualTo("missing");
        assertThat(check(result, "terraform").path("advice").asText()).contains("install Terraform");
        assertThat(check(result, "node").path("state").asText()).isEqualTo("missing");
        assertThat(check(result, "moto").path("state").asText()).isEqualTo("missing");
        assertThat(check(result, "postgres").path("state").asText()).isEqualTo("missing");
        assertThat(check(result, "java").path("state").asText()).isEqualTo("ok");
    }

    @Test
    void doctorIsContentWithAWholeMachine() throws JsonProcessingException {
        stage.program("terraform", CommandLineSession.TERRAFORM);
        stage.program("node", "echo v20.1.0");
        tap.emulator();
        stage.write(tap.project().lambdaRuntime(), "");
        stage.with("TF_CLI_CONFIG_FILE", folder.resolve("nowhere"));
        assertThat(tap.run("doctor", "--json")).isEqualTo(ExitCode.OK);
        JsonNode result = new ObjectMapper().readTree(stage.out());
        assertThat(result.path("ready").asBoolean()).isTrue();
        assertThat(check(result, "cli config").path("state").asText()).isEqualTo("note");
        assertThat(check(result, "terraform").path("what").asText()).startsWith("Terraform 1.11.4 in ");
        assertThat(check(result, "provider").path("what").asText()).endsWith("from the registry");
    }

    @Test
    void doctorMentionsACurlThatCannotSign() throws JsonProcessingException {
        stage.program("curl", "echo 'curl 7.68.0 (x86_64-pc-linux-gnu)'");
        tap.run("doctor", "--json");
        JsonNode curl = check(new ObjectMapper().readTree(stage.out()), "curl");
        assertThat(curl.path("state").asText()).isEqualTo("note");
        assertThat(curl.path("what").asText()).startsWith("7.68.0 in ").contains("too old");
        assertThat(curl.path("advice").asText()).contains("7.75.0 or newer");
    }

    @Test
    void doctorMentionsWhatOnlyTestsNeed() throws JsonProcessingException {
        tap.run("doctor", "--json");
        JsonNode chromium = check(new ObjectMapper().readTree(stage.out()), "chromium");
        assertThat(chromium.path("state").asText()).isEqualTo("note");
        assertThat(chromium.path("advice").asText()).contains("chromium-driver");
    }

    @Test
    void doctorRefusesAnOldNode() {
        stage.program("node", "echo v16.20.0");
        tap.run("doctor");
        assertThat(stage.out()).contains("16.20.0").contains("is too old");
    }

    private static JsonNode check(JsonNode result, String name) {
        for (JsonNode check : result.path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name + " in " + result);
    }
}
