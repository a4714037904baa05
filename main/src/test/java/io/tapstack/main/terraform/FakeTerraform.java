package io.tapstack.main.terraform;

import io.tapstack.main.process.Interrupt;
import io.tapstack.main.testing.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A shell script in the place of Terraform that writes down how it was called. */
final class FakeTerraform {
    private final Stage stage;
    private final Path calls;

    FakeTerraform(Stage stage) {
        this.stage = stage;
        this.calls = stage.folder().resolve("calls");
    }

    /** @param script what happens on a call; {@code $1} is Terraform's command */
    Terraform saying(String... script) {
        Path program = stage.program(
                "terraform",
                "echo \"$*\" >>'" + calls + "'",
                "[ -f backend_override.tf.json ] && echo '  with override' >>'" + calls + "'",
                String.join("\n", script));
        stage.write(stackFolder().configuration(), """
                {"terraform": {"backend": {"s3": {"bucket": "state", "key": "k", "region": "eu-central-1"}}},
                 "output": {"name": {"description": "What it is called"}},
                 "resource": {"aws_kms_key": {"kept": {"lifecycle": {"prevent_destroy": true}}, "free": {}}}}
                """);
        return new Terraform(
                new TerraformProgram(program, Flavor.TERRAFORM, new Version(1, 11, 4)),
                stackFolder(),
                Map.of("PATH", "/usr/bin:/bin"),
                stage.folder().resolve("logs/terraform.log"),
                stage.console(),
                new Interrupt());
    }

    StackFolder stackFolder() {
        return StackFolder.in(stage.folder(), "foundation-local");
    }

    List<String> calls() {
        try {
            return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
