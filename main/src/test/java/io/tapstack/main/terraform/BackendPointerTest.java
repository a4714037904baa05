package io.tapstack.main.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("C2")
@Tag("C5")
final class BackendPointerTest {
    @TempDir
    private Path stacks;

    @ParameterizedTest
    @CsvSource({
        "state, payments-dev/dev/terraform.tfstate, true",
        "state, payments-dev/pr123/terraform.tfstate, false",
        "moved, payments-dev/pr123/terraform.tfstate, true"
    })
    void staysUnlessItLeadsToAnotherCopysState(String bucket, String key, boolean stays) throws IOException {
        Path note = write("payments-dev/.terraform/terraform.tfstate", """
                {"version": 3, "backend": {"type": "s3", "config": {"bucket": "state",
                 "key": "payments-dev/dev/terraform.tfstate"}}}""");
        write("payments-dev/cdk.tf.json", """
                {"terraform": {"backend": {"s3": {"bucket": "%s", "key": "%s"}}}}""".formatted(bucket, key));

        BackendPointer.forgetOtherCopies(stacks);

        assertThat(Files.exists(note)).isEqualTo(stays);
    }

    @Test
    void staysWhereTheStateIsBesideTheStack() throws IOException {
        Path note = write("foundation-dev/.terraform/terraform.tfstate", """
                {"version": 3, "backend": {"type": "local", "config": {"path": null}}}""");
        write("foundation-dev/cdk.tf.json", """
                {"terraform": {"backend": {"s3": {"bucket": "state", "key": "k"}}}}""");
        write("payments-dev/cdk.tf.json", "{}");

        BackendPointer.forgetOtherCopies(stacks);

        assertThat(note).exists();
    }

    private Path write(String name, String text) throws IOException {
        Path file = stacks.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
