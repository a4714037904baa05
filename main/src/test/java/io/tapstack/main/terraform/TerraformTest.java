package io.tapstack.main.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.main.console.Failure;
import io.tapstack.main.process.KnownProcess;
import io.tapstack.main.testing.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerraformTest {
    private static final String CREATED =
            "{\"type\":\"apply_complete\",\"hook\":{\"resource\":{\"addr\":\"aws_vpc.v\"},\"action\":\"create\"}}";

    @TempDir
    private Path folder;

    private FakeTerraform fake;

    @BeforeEach
    void setTheStage() {
        fake = new FakeTerraform(new Stage(folder));
    }

    @Test
    void countsTheChangesOfAnApplyAndPassesEventsOn() {
        List<TerraformEvent> heard = new ArrayList<>();
        int changes = fake.saying("echo '" + CREATED + "'").apply(heard::add);
        assertThat(changes).isEqualTo(1);
        assertThat(heard).containsExactly(new TerraformEvent.Completed("aws_vpc.v", "create", 0));
        assertThat(fake.calls())
                .containsExactly("apply -json -auto-approve -input=false -parallelism=30 -lock-timeout=10s");
    }

    @ParameterizedTest
    @CsvSource({"TAKE, -lock-timeout=10s", "LEAVE, -lock=false"})
    void plansWithTheLockOfTheStateOrWithoutIt(Terraform.Lock lock, String argument) {
        fake.saying("exit 0").plan(folder.resolve("plan"), lock);
        assertThat(fake.calls()).singleElement().asString().startsWith("plan ").contains(" " + argument + " ");
    }

    @Test
    void failsWithTerraformsOwnReason() {
        Terraform terraform = fake.saying(
                "echo '{\"type\":\"diagnostic\",\"diagnostic\":{\"severity\":\"error\",\"summary\":\"creating VPC\","
                        + "\"detail\":\"quota exceeded\",\"address\":\"aws_vpc.v\"}}'",
                "exit 1");
        assertThatThrownBy(() -> terraform.apply(event -> {}))
                .isInstanceOf(Failure.class)
                .hasMessage("terraform apply of foundation-local failed:\n  creating VPC\n    at aws_vpc.v\n"
                        + "    quota exceeded");
    }

    @Test
    void saysHowToGetCredentialsWhenTerraformMissesThem() {
        Terraform terraform = fake.saying("echo 'Error: No valid credential sources found'", "exit 1");
        assertThatThrownBy(terraform::init)
                .satisfies(e ->
                        assertThat(((Failure) e).advice()).first().asString().startsWith("No AWS credentials"));
    }

    @Test
    void saysHowToBootstrapWhenTheStateBucketIsMissing() {
        Terraform terraform = fake.saying("echo 'Error: S3 bucket \"state\" does not exist.'", "exit 1");
        assertThatThrownBy(terraform::init)
                .satisfies(e ->
                        assertThat(((Failure) e).advice()).first().asString().contains("tap bootstrap"));
    }

    @Test
    void showsAnInitErrorWithoutTerraformsFrame() {
        Terraform terraform =
                fake.saying("printf 'Initializing...\\n╷\\n│ Error: Bad key\\n│ \\n│ why\\n╵\\n'", "exit 1");
        assertThatThrownBy(terraform::init)
                .hasMessageContaining("init of foundation-local failed:\n  Error: Bad key")
                .hasMessageNotContaining("│")
                .hasMessageNotContaining("Initializing");
    }

    @Test
    void tellsAPlanWithChangesFromOneWithout() {
        assertThat(fake.saying("exit 2").plan(folder.resolve("p"), Terraform.Lock.TAKE))
                .isTrue();
        assertThat(fake.saying("exit 0").plan(folder.resolve("p"), Terraform.Lock.TAKE))
                .isFalse();
        Terraform broken = fake.saying("exit 1");
        assertThatThrownBy(() -> broken.plan(folder.resolve("p"), Terraform.Lock.TAKE))
                .hasMessageContaining("plan of foundation-local failed");
    }

    @Test
    void readsOutputsWithTheirDescriptions() {
        Terraform terraform =
                fake.saying("echo '{\"name\":{\"sensitive\":false,\"type\":\"string\",\"value\":\"tap\"}}'");
        assertThat(terraform.outputs().get("name").value().asText()).isEqualTo("tap");
        assertThat(terraform.outputs().get("name").description()).isEqualTo("What it is called");
    }

    @Test
    void keepsWhatTerraformSaidInALog() throws Exception {
        Terraform terraform = fake.saying("echo to out; echo to err >&2");
        terraform.init();
        assertThat(Files.readString(terraform.log())).contains("terraform init", "to out", "to err");
    }

    @Test
    void wasNotKilledWhenItOnlyFailed() {
        Terraform terraform = fake.saying("exit 1");
        assertThatThrownBy(terraform::init).isInstanceOf(Failure.class);
        assertThat(terraform.wasKilled()).isFalse();
    }

    @Test
    void wasKilledWhenASignalEndedIt() {
        Terraform terraform = fake.saying("kill -9 $$");
        assertThatThrownBy(terraform::init).isInstanceOf(Failure.class);
        assertThat(terraform.wasKilled()).isTrue();
    }

    @Test
    void isLeftInPeaceWhileItStillWorks() throws IOException {
        Terraform terraform = fake.saying("exit 0");
        Process working = new ProcessBuilder("sleep", "60").start();
        try {
            KnownProcess.of(working.toHandle(), 0).write(terraform.note());
            assertThatThrownBy(terraform::wasKilled)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("still works on foundation-local (process " + working.pid());
        } finally {
            working.destroyForcibly();
        }
    }

    @Test
    void keepsProtectedResourcesWhoseCreationWasCutOff() {
        Terraform terraform = fake.saying("""
            [ "$1" = untaint ] && exit 0
            echo '{"resources": [
              {"type": "aws_kms_key", "name": "kept", "instances": [{"status": "tainted"}]},
              {"type": "aws_kms_key", "name": "free", "instances": [{"status": "tainted"}]},
              {"type": "aws_vpc", "name": "well", "instances": [{}]}]}'
            """);
        assertThat(terraform.keepProtected()).containsExactly("aws_kms_key.kept");
        assertThat(fake.calls()).containsExactly("state pull", "untaint aws_kms_key.kept");
    }

    @Test
    void keepsNothingWhenThereIsNoState() {
        assertThat(fake.saying("exit 0").keepProtected()).isEmpty();
    }
}
