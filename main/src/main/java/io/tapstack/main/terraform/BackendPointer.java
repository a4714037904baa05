package io.tapstack.main.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Terraform's note in a stack's folder of where the stack's state is. After another suffix it leads to the state of another
 * copy; Terraform then stops ("Backend configuration changed") and advises {@code -migrate-state}, which would copy that
 * state over this copy's.
 */
public final class BackendPointer {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private BackendPointer() {}

    /** Deletes the notes that lead to another key of the same bucket: {@code terraform init} then writes them anew. */
    public static void forgetOtherCopies(Path stacks) {
        try (Stream<Path> folders = Files.list(stacks)) {
            for (Path folder : folders.toList()) {
                Path note = folder.resolve(".terraform/terraform.tfstate");
                Path stack = folder.resolve("cdk.tf.json");
                if (Files.exists(note) && Files.exists(stack) && isOfAnotherCopy(note, stack)) {
                    Files.delete(note);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfAnotherCopy(Path note, Path stack) throws IOException {
        JsonNode then = MAPPER.readTree(note.toFile()).at("/backend/config");
        JsonNode now = MAPPER.readTree(stack.toFile()).at("/terraform/backend/s3");
        return then.path("bucket").isTextual()
                && then.path("bucket").equals(now.path("bucket"))
                && !then.path("key").equals(now.path("key"));
    }
}
