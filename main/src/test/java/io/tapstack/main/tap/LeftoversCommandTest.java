package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.testing.FakeAws.Answer;
import io.tapstack.main.testing.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C2")
final class LeftoversCommandTest {
    @TempDir
    private Path folder;

    private Stage stage;
    private CommandLineSession tap;

    @BeforeEach
    void setTheStage() {
        stage = new Stage(folder);
        tap = new CommandLineSession(stage);
        stage.write(tap.project().configuration(), """
                {"context": {"tapstack": {"environments": {"local": {"accountId": "123456789012",
                  "region": "eu-central-1", "stateBucket": "state", "owner": "me", "costCenter": "none"}}}}}
                """);
    }

    @Test
    @Tag("C4")
    void neverTouchesProduction() {
        assertThat(tap.run("leftovers", "prod", "pr1", "--delete", "--yes")).isEqualTo(ExitCode.USAGE);
        assertThat(stage.err()).contains("prod is production");
    }

    @Test
    void deletesNothingThatWasNotConfirmed() {
        assertThat(tap.run("leftovers", "local", "pr1", "--delete")).isEqualTo(ExitCode.USAGE);
        assertThat(stage.err()).contains("there is no terminal to ask at: say --yes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PR1", "*", "pr--1", "a-suffix-too-long"})
    void takesOnlyWhatCanBeASuffix(String suffix) {
        assertThat(run("local", suffix)).isEqualTo(ExitCode.FAILED);
        assertThat(stage.err()).contains("suffix must be 1 to 12 of a-z").doesNotContain("unexpected");
    }

    @Test
    void namesWhatTheContextLacks() {
        assertThat(run("dev", "pr1")).isEqualTo(ExitCode.FAILED);
        assertThat(stage.err()).contains("context.tapstack.environments.dev.accountId");
    }

    @Test
    void saysThatNothingIsLeft() {
        try (RunningAws aws = new RunningAws(tap.project())) {
            for (String path : new String[] {
                "/", "/v2/email/templates", "/2020-05-31/origin-access-control", "/2020-05-31/response-headers-policy"
            }) {
                aws.put(path, new Answer(200, "{}"));
            }
            assertThat(run("local", "pr1")).isEqualTo(ExitCode.OK);
            assertThat(stage.out()).contains("nothing is left of pr1 in local");
        }
    }

    private int run(String environment, String suffix) {
        return tap.run("leftovers", environment, suffix);
    }
}
