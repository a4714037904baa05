package io.tapstack.main.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.main.console.Failure;
import io.tapstack.main.testing.FakeS3;
import io.tapstack.main.testing.Stage;
import io.tapstack.main.testing.TestKey;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("C5")
final class BootstrapTest {
    private static final String APPLY = "apply -json -auto-approve -input=false -parallelism=30 -lock-timeout=10s";
    private static final String OVERRIDDEN = "  with override";

    @TempDir
    private Path folder;

    private final FakeS3 s3 = new FakeS3();
    private Stage stage;
    private FakeTerraform fake;
    private Path stateFile;

    @BeforeEach
    void setTheStage() {
        stage = new Stage(folder);
        fake = new FakeTerraform(stage);
        stateFile = folder.resolve("bootstrap/local.tfstate");
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void makesTheBucketWithStateInAFileAndThenMovesTheStateIn() {
        bootstrap("[ \"$1\" != apply ] || echo '{}' >'" + stateFile + "'").run(step -> true, event -> {});
        assertThat(fake.calls())
                .containsExactly(
                        "init -input=false -no-color -reconfigure",
                        OVERRIDDEN,
                        "state pull",
                        OVERRIDDEN,
                        APPLY,
                        OVERRIDDEN,
                        "init -input=false -no-color -migrate-state -force-copy");
        assertThat(stateFile.getParent()).doesNotExist();
        assertThat(override()).doesNotExist();
    }

    @Test
    void keepsTheStateFileOfAnotherEnvironment() {
        Path other = stage.write(stateFile.resolveSibling("prod.tfstate"), "{}");
        bootstrap("exit 0").run(step -> true, event -> {});
        assertThat(other).exists();
    }

    @Test
    void namesTheStateFileInTheOverride() {
        Bootstrap bootstrap = bootstrap("exit 0");
        bootstrap.prepare(BootstrapStep.MAKE_BUCKET);
        assertThat(override()).hasContent("{\"terraform\":{\"backend\":{\"local\":{\"path\":\"" + stateFile + "\"}}}}");
    }

    @Test
    void keepsTheStateFileWhenTheApplyFails() {
        stage.write(stateFile, "{}");
        Bootstrap bootstrap = bootstrap("[ \"$1\" != apply ]");
        assertThatThrownBy(() -> bootstrap.run(step -> true, event -> {})).isInstanceOf(Failure.class);
        assertThat(stateFile).exists();
        assertThat(bootstrap.next()).isEqualTo(BootstrapStep.MAKE_BUCKET);
    }

    @Test
    void keepsTheStateFileWhenTheMoveFails() {
        stage.write(stateFile, "{}");
        s3.put("/state", 200, "");
        Bootstrap bootstrap = bootstrap("case \"$*\" in *migrate*) exit 1 ;; esac");
        assertThatThrownBy(() -> bootstrap.run(step -> true, event -> {})).isInstanceOf(Failure.class);
        assertThat(stateFile).exists();
        assertThat(bootstrap.next()).isEqualTo(BootstrapStep.MOVE_STATE);
    }

    @Test
    void isAnOrdinaryDeployWhenTheStateIsInTheBucket() {
        s3.put("/state", 200, "").put("/state/k", 200, "{}");
        stage.write(override(), "{\"left\": \"over\"}");
        bootstrap("exit 0").run(step -> true, event -> {});
        assertThat(fake.calls()).containsExactly("init -input=false -no-color -reconfigure", "state pull", APPLY);
    }

    @Test
    void changesNothingWhenTheAnswerIsNo() {
        assertThat(bootstrap("exit 0").run(step -> false, event -> {})).isNegative();
        assertThat(fake.calls()).doesNotContain(APPLY);
    }

    private Path override() {
        return fake.stackFolder().folder().resolve("backend_override.tf.json");
    }

    private Bootstrap bootstrap(String script) {
        return new Bootstrap(
                fake.saying(script),
                new StateStore(TestKey.clients(s3.endpoint()).s3()),
                stateFile);
    }
}
