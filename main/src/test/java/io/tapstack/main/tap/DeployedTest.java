package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tapstack.main.terraform.Terraform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeployedTest {
    private static final Deployed DEPLOYED = new Deployed(
            "abc", Map.of("payments-local", "tag"), Map.of("vpcId", new Deployed.Output("vpc-1", "The network")));

    @TempDir
    private Path folder;

    @Test
    void isReadBackAsItWasWritten() {
        DEPLOYED.write(file());
        assertThat(Deployed.read(file())).contains(DEPLOYED);
    }

    @Test
    void isNothingWhenMissingOrBroken() throws IOException {
        assertThat(Deployed.read(file())).isEmpty();
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{\"fingerprint\":");
        assertThat(Deployed.read(file())).isEmpty();
    }

    @Test
    void doesNotKeepSensitiveOutputs() {
        Map<String, Deployed.Output> outputs = Deployed.printable(Map.of(
                "password", new Terraform.Output(TextNode.valueOf("hunter2"), "", true),
                "port", new Terraform.Output(IntNode.valueOf(5432), "Where", false)));
        assertThat(outputs)
                .containsEntry("password", new Deployed.Output("(sensitive)", ""))
                .containsEntry("port", new Deployed.Output("5432", "Where"));
    }

    @Test
    void namesTheOutputsThatThereAre() {
        assertThatThrownBy(() -> DEPLOYED.output("dbPort"))
                .hasMessage("the stack has no output dbPort; it has [vpcId]");
    }

    private Path file() {
        return folder.resolve("deployed/payments.json");
    }
}
