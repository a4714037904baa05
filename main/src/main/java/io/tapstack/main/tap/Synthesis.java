package io.tapstack.main.tap;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.main.App;
import io.tapstack.main.console.Failure;
import io.tapstack.main.console.StackTrace;
import io.tapstack.main.localaws.Folders;
import io.tapstack.main.process.Machine;
import io.tapstack.main.process.Program;
import io.tapstack.main.terraform.Version;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the CDKTF application, in a process of its own: its environment is what tells it what to do, and its Node
 * process ends with it.
 */
record Synthesis(Project project, Machine machine, String application) {
    /** The oldest major that still gets fixes, and that jsii takes without a warning. */
    static final Version LEAST_NODE = new Version(20, 0, 0);

    static final String NODE_ADVICE = "install Node.js " + LEAST_NODE.major() + " or newer (https://nodejs.org)";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    static Synthesis of(Project project, Machine machine) {
        return new Synthesis(project, machine, App.class.getName());
    }

    /**
     * Synthesizes {@code stacks} to {@code output}.
     *
     * @throws Failure with what the application said, if it refuses
     */
    void run(List<String> stacks, Path output) {
        if (machine.find("node").isEmpty()) {
            throw new Failure("no node on the PATH: CDKTF's constructs run in it", NODE_ADVICE);
        }
        Folders.create(output);
        if (!Files.isWritable(output)) {
            throw new Failure("cannot write to " + output + ": permission denied");
        }
        Program.Result result = new Program(command(), project.root(), environment(stacks, output)).run(PATIENCE);
        if (!result.succeeded()) {
            throw failure(result.text());
        }
    }

    private Failure failure(String said) {
        String plain = StackTrace.without(said);
        String message = "synthesis failed: " + (plain.startsWith("tap: ") ? plain.substring(5) : plain);
        return plain.equals(said) ? new Failure(message) : new Failure(message, StackTrace.keep(said, project.trace()));
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        Path archive = project.library().resolveSibling("tap.jsa");
        if (Files.exists(archive)) {
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        command.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-Xlog:cds*=off:stderr"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), application));
        return command;
    }

    private Map<String, String> environment(List<String> stacks, Path output) {
        Map<String, String> environment = machine.environmentForJava();
        environment.put("CDKTF_OUTDIR", output.toString());
        environment.put("CDKTF_CONTEXT_JSON", context(stacks, output).toString());
        // Majors of Node that jsii need not warn of; the other one speaks in the half year before.
        environment.put("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20,22");
        environment.put("JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION", "1");
        // Loads only what is used of the provider's bindings, in one Node process instead of two.
        Path jsii = project.root().resolve("main/jsii");
        String preload = "--preserve-symlinks --require \"" + jsii.resolve("lazy-provider.cjs") + "\" --require \""
                + jsii.resolve("one-process.cjs") + '"';
        environment.merge("NODE_OPTIONS", preload, (callers, ours) -> callers + " " + ours);
        return environment;
    }

    /** The project's context, with the stacks that are wanted and the functions as seen from their folders. */
    private ObjectNode context(List<String> stacks, Path output) {
        ObjectNode context =
                project.context() instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        ObjectNode tapstack = context.withObject("/tapstack");
        tapstack.put("stacks", String.join(",", stacks));
        Path seenFrom = output.toAbsolutePath().resolve("stacks").resolve("any");
        if (!tapstack.has("functions")) {
            tapstack.put(
                    "functions",
                    seenFrom.relativize(project.lambda()).toString().replace(File.separatorChar, '/'));
        }
        return context;
    }
}
