package io.tapstack.main;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.environments.Context;
import io.tapstack.environments.Environments;
import io.tapstack.main.console.StackTrace;
import io.tapstack.main.terraform.BackendPointer;
import io.tapstack.modules.core.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The CDKTF application: one run synthesizes every stack of every environment, or those that the context names, into
 * {@code CDKTF_OUTDIR} ({@code cdktf.out} unless set).
 *
 * <p>The context comes from {@code CDKTF_CONTEXT_JSON}, which the cdktf command line fills from {@code cdktf.json};
 * without it, from {@code cdktf.json} in the working folder. {@code -Dtap.suffix=pr123} sets the suffix over either.
 */
public final class App {
    private static final Path FILE = Path.of("cdktf.json");

    private App() {}

    public static void main(String[] arguments) {
        try {
            synthesize(context());
        } catch (InvalidSettings | IllegalArgumentException e) {
            fail(e.getMessage(), e);
        } catch (RuntimeException e) { // jsii's messages hold the frames of Node
            fail(StackTrace.without(String.valueOf(e.getMessage())), e);
        }
    }

    private static void fail(String message, RuntimeException problem) {
        System.err.println("tap: " + message);
        if (System.getenv(StackTrace.VARIABLE) != null) {
            problem.printStackTrace();
        }
        System.exit(1);
    }

    private static void synthesize(Context context) {
        com.hashicorp.cdktf.App app = new com.hashicorp.cdktf.App();
        Environments.build(app, context);
        app.synth();
        BackendPointer.forgetOtherCopies(Path.of(app.getOutdir()).resolve("stacks"));
    }

    private static Context context() {
        JsonNode context = Optional.ofNullable(System.getenv("CDKTF_CONTEXT_JSON"))
                .map(text -> parse(text, "CDKTF_CONTEXT_JSON"))
                .orElseGet(() -> parse(read(), FILE.toString()).path("context"));
        return Context.of(context.path("tapstack"), Optional.ofNullable(System.getProperty("tap.suffix")));
    }

    private static String read() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + FILE.toAbsolutePath() + ": run in the project", e);
        }
    }

    private static JsonNode parse(String json, String source) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(source + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
