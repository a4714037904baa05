package io.tapstack.main.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Deploys {@code foundation-<environment>}, which makes the bucket that holds all state, its own included (C5).
 *
 * @param stateFile where the state is until the bucket is there; survives a killed bootstrap
 */
public record Bootstrap(Terraform terraform, StateStore store, Path stateFile) {
    private static final String OVERRIDE = "backend_override.tf.json";

    /** What the next {@link #run} will do, judged by what is there. */
    public BootstrapStep next() {
        StackFolder.StateLocation state = terraform.stack().state();
        StateStore.Bucket bucket = store.bucket(state.bucket());
        boolean inBucket =
                bucket == StateStore.Bucket.OURS && store.stateTag(state).isPresent();
        return BootstrapStep.after(bucket, inBucket, holdsState(), state);
    }

    /** Makes the folder ready for {@link #run} with the state where it is now. */
    public void prepare(BootstrapStep step) {
        Path override = terraform.stack().folder().resolve(OVERRIDE);
        try {
            if (step == BootstrapStep.ORDINARY) {
                Files.deleteIfExists(override);
            } else {
                Files.createDirectories(stateFile.getParent());
                Files.writeString(override, localBackend());
            }
        } catch (IOException e) {
            throw Failure.of("cannot write " + override, e);
        }
        terraform.init("-reconfigure");
        List<String> kept = terraform.keepProtected();
        if (!kept.isEmpty()) {
            terraform.console().say("going on with what was cut off: " + String.join(", ", kept));
        }
    }

    /** Applies what {@link #prepare} made ready, moves the state into the bucket, and returns the number of changes. */
    public int run(BootstrapStep step, Consumer<TerraformEvent> listener) {
        int changes = terraform.apply(listener);
        if (step != BootstrapStep.ORDINARY) {
            moveState();
        }
        forgetFile();
        return changes;
    }

    /** Prepares, asks, runs. Returns the number of changes, or -1 if the answer was no. */
    public int run(Predicate<BootstrapStep> goOn, Consumer<TerraformEvent> listener) {
        BootstrapStep step = next();
        prepare(step);
        return goOn.test(step) ? run(step, listener) : -1;
    }

    private void moveState() {
        try {
            Files.delete(terraform.stack().folder().resolve(OVERRIDE));
        } catch (IOException e) {
            throw new Failure(
                    "cannot remove " + OVERRIDE + " from " + terraform.stack().folder(), e);
        }
        terraform.init("-migrate-state", "-force-copy");
    }

    /** The bucket has the state now; the file would only be mistaken for it. */
    private void forgetFile() {
        try {
            Files.deleteIfExists(stateFile);
            Files.deleteIfExists(stateFile.resolveSibling(stateFile.getFileName() + ".backup"));
            Files.deleteIfExists(stateFile.getParent());
        } catch (DirectoryNotEmptyException e) {
            // another environment's bootstrap is not done yet
        } catch (IOException e) {
            throw Failure.of("cannot remove " + stateFile, e);
        }
    }

    /** Terraform leaves an empty file behind when it moved the state away. */
    private boolean holdsState() {
        try {
            return Files.exists(stateFile) && Files.size(stateFile) > 0;
        } catch (IOException e) {
            throw Failure.of("cannot read " + stateFile, e);
        }
    }

    private String localBackend() {
        Map<String, Object> local = Map.of("path", stateFile.toAbsolutePath().toString());
        try {
            return new ObjectMapper()
                    .writeValueAsString(Map.of("terraform", Map.of("backend", Map.of("local", local))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
