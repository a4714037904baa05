package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.testing.FakeAws.Answer;
import io.tapstack.main.testing.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                "verify",
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
    @ValueSource(strings = {"up --fast", "plan", "verify", "bootstrap", "up payments loyalty", "synth --environment"})
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
    void namesTheSystemsInTheHelp() {
        tap.run("up", "--help");
        assertThat(stage.out()).contains("what to deploy: loyalty, payments, portal, security");
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

    @ParameterizedTest
    @ValueSource(strings = {"plan", "verify"})
    void cannotLookAtALocalStackWhileNoEmulatedAwsRuns(String command) {
        assertThat(tap.run(command, "payments-local")).isEqualTo(ExitCode.FAILED);
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

    @ParameterizedTest
    @ValueSource(strings = {"", "payments", "payments-dev ", "payments-dev,payments-prod", "payments-qa"})
    void listsTheStacksWhenOneIsUnknown(String stack) {
        assertThat(tap.run("plan", stack)).isEqualTo(ExitCode.USAGE);
        assertThat(tap.run("verify", stack)).isEqualTo(ExitCode.USAGE);
        assertThat(stage.err())
                .contains("there is no stack \"" + stack + "\"; there is foundation-dev, ")
                .contains("portal-local");
    }

    @Test
    void helpKnowsAllSystems() {
        tap.run("up", "--help");
        assertThat(stage.out()).contains("loyalty, payments, portal, security").contains("(default:");
    }

    @Test
    void helpKnowsAllEnvironments() {
        tap.run("bootstrap", "--help");
        assertThat(stage.out()).contains("dev, staging, prod, local");
    }

    @Test
    void showsNoStackTrace() {
        try (RunningAws aws = new RunningAws(tap.project())) {
            aws.put("/_tapstack/functions", new Answer(200, "{\"functions\":null}"));
            assertThat(tap.run("ps")).isEqualTo(ExitCode.FAILED);
        }
        assertThat(stage.err())
                .contains("tap: unexpected: java.lang.NullPointerException")
                .contains("all of it is in " + tap.project().trace())
                .doesNotContain("\tat ");
        assertThat(tap.project().trace()).content().contains("\tat ");
    }

    @Test
    void namesAnUnknownProfile() {
        stage.with("AWS_PROFILE", "absent");
        assertThat(tap.run("bootstrap", "dev", "--yes")).isEqualTo(ExitCode.FAILED);
        assertThat(stage.err()).contains("tap: AWS_PROFILE is \"absent\", but neither ");
    }

    @Test
    void doctorFindsProgramsWithoutAHome() throws IOException {
        stage.program("node", "echo v20.1.0");
        stage.program("terraform", CommandLineSession.TERRAFORM);
        tap.emulator();
        Files.delete(stage.home());
        tap.run("doctor", "--json");
        JsonNode result = new ObjectMapper().readTree(stage.out());
        for (String name : List.of("node", "terraform", "moto", "postgres")) {
            assertThat(check(result, name).path("state").asText()).as(name).isEqualTo("ok");
        }
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
        stage.program("node", "echo v18.20.0");
        tap.run("doctor");
        assertThat(stage.out()).contains("18.20.0").contains("is too old").contains("install Node.js 20 or newer");
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
