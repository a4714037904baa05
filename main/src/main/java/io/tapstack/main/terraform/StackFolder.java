package io.tapstack.main.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A synthesized stack: the folder with its {@code cdk.tf.json}, in which Terraform runs. */
public record StackFolder(String name, Path folder) {
    /** Where a stack keeps its state (C5). */
    public record StateLocation(String bucket, String key, String region) {}

    /** The folder of a stack below CDKTF's output folder. */
    public static StackFolder in(Path output, String name) {
        return new StackFolder(name, output.resolve("stacks").resolve(name));
    }

    public Path configuration() {
        return folder.resolve("cdk.tf.json");
    }

    public StateLocation state() {
        JsonNode backend = read().at("/terraform/backend/s3");
        if (backend.path("bucket").asText().isEmpty()
                || backend.path("key").asText().isEmpty()) {
            throw new Failure(
                    configuration() + " keeps no state in S3: terraform.backend.s3 with bucket and key expected");
        }
        return new StateLocation(
                backend.path("bucket").asText(),
                backend.path("key").asText(),
                backend.path("region").asText());
    }

    /** What an output is, in the words of the stack's author; empty if it has none. */
    public String descriptionOf(String output) {
        return read().path("output").path(output).path("description").asText();
    }

    /** Whether Terraform refuses to destroy, and so to replace, a resource. */
    public boolean isProtected(String type, String resource) {
        JsonNode lifecycle = read().path("resource").path(type).path(resource).path("lifecycle");
        return lifecycle.path("prevent_destroy").asBoolean();
    }

    private JsonNode read() {
        try {
            return new ObjectMapper().readTree(Files.readString(configuration()));
        } catch (IOException e) {
            throw new Failure("cannot read the synthesized stack " + name + ": " + configuration(), e);
        }
    }
}
