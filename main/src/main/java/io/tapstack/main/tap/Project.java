package io.tapstack.main.tap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's folder, and what is where in it. */
record Project(Path root) {
    /** Set by the launcher. */
    static final String PROPERTY = "tap.root";

    static Project current() {
        return new Project(
                Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath().normalize());
    }

    /** All that {@code tap} writes for the emulated AWS; removed by {@code tap down}. */
    Path work() {
        return root.resolve(".tap");
    }

    Path local() {
        return work().resolve("local");
    }

    /** Where the emulated AWS keeps its files. */
    Path emulatorFolder() {
        return local().resolve("emulator");
    }

    /** Says which process the emulated AWS is. */
    Path emulatorNote() {
        return local().resolve("emulator.process.json");
    }

    Path logs() {
        return local().resolve("logs");
    }

    /** Where in the code the last unexpected problem was. */
    Path trace() {
        return work().resolve("trace.txt");
    }

    Path postgres() {
        return local().resolve("postgres");
    }

    /** What the last successful {@code tap up} of a system left. */
    Path deployed(String system) {
        return local().resolve("deployed").resolve(system + ".json");
    }

    /** State of the stack that makes the state bucket, until it does. Outside of what is made anew or thrown away. */
    Path bootstrapState(String environment) {
        return (environment.equals("local") ? local() : root).resolve("bootstrap/" + environment + ".tfstate");
    }

    Path lock() {
        return work().resolve("lock");
    }

    /** Where stacks for AWS accounts are synthesized to; the same folder that the cdktf command line uses. */
    Path output() {
        return root.resolve("cdktf.out");
    }

    Path virtualEnvironment() {
        return root.resolve(".venv");
    }

    Path emulatorSources() {
        return root.resolve("main/emulator");
    }

    Path library() {
        return root.resolve("main/target/lib");
    }

    /** Runs the deployed functions. */
    Path lambdaRuntime() {
        return root.resolve("main/lambda-runtime/target/lambda-runtime.jar");
    }

    Path packedPostgres() {
        return root.resolve("main/target/postgres");
    }

    Path lambda() {
        return root.resolve("lambda");
    }

    Path configuration() {
        return root.resolve("cdktf.json");
    }

    /** The context of {@code cdktf.json}. */
    JsonNode context() {
        try {
            return new ObjectMapper()
                    .readTree(Files.readString(configuration()))
                    .path("context");
        } catch (IOException e) {
            throw Failure.of("cannot read " + configuration(), e);
        }
    }

    /** The region of an environment; {@code us-east-1} if the context does not say, which synthesis then refuses. */
    String region(String environment) {
        return context()
                .path("tapstack")
                .path("environments")
                .path(environment)
                .path("region")
                .asText("us-east-1");
    }
}
