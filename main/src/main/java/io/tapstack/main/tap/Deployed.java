package io.tapstack.main.tap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tapstack.main.console.Failure;
import io.tapstack.main.terraform.Terraform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a successful {@code tap up} leaves for the next one.
 *
 * @param fingerprint of what was deployed
 * @param states tag of each stack's state in the bucket: another one means that somebody else deployed since
 * @param outputs of the system's stack
 */
record Deployed(String fingerprint, Map<String, String> states, Map<String, Output> outputs) {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** An output as it is printed. */
    record Output(String value, String description) {}

    static Map<String, Output> printable(Map<String, Terraform.Output> outputs) {
        Map<String, Output> printable = new LinkedHashMap<>();
        outputs.forEach((name, output) -> printable.put(
                name, new Output(output.sensitive() ? "(sensitive)" : text(output), output.description())));
        return printable;
    }

    static Optional<Deployed> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(MAPPER.readValue(file.toFile(), Deployed.class)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty(); // then deploying again finds out
        }
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            MAPPER.writeValue(file.toFile(), this);
        } catch (IOException e) {
            throw Failure.of("cannot write " + file, e);
        }
    }

    /** The value of an output. */
    String output(String name) {
        return Optional.ofNullable(outputs.get(name))
                .orElseThrow(() -> new Failure("the stack has no output " + name + "; it has " + outputs.keySet()))
                .value();
    }

    private static String text(Terraform.Output output) {
        return output.value().isTextual()
                ? output.value().asText()
                : output.value().toString();
    }
}
