package io.tapstack.main.jsii;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.browser.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A synthesis of every stack of the project, or of one, in a process of its own. */
record SynthesisProcess(List<String> command, Map<String, String> environment) {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    static final Path LAZY_PROVIDER = ROOT.resolve("main/jsii/lazy-provider.cjs");
    static final Path ONE_PROCESS = ROOT.resolve("main/jsii/one-process.cjs");

    private static final String STACK = "payments-prod";

    private static SortedMap<String, String> expected;

    /**
     * @param files every file's content by its path
     * @param said what it printed, standard output and error apart
     */
    record Outcome(SortedMap<String, String> files, String said, String complained) {
        void isTheOneStackAsExpected() {
            String file = "stacks/" + STACK + "/cdk.tf.json";
            assertThat(files.keySet()).containsExactlyInAnyOrder("manifest.json", file);
            assertThat(files).containsEntry(file, expected().get(file));
        }
    }

    /** The application as any Java program, with these files preloaded into jsii's Node. */
    static SynthesisProcess plain(Path... preloaded) {
        String home = System.getProperty("java.home");
        String classPath = System.getProperty("java.class.path");
        List<String> command = List.of(
                Path.of(home, "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                "io.tapstack.main.App");
        return new SynthesisProcess(
                command,
                Map.of(
                        "NODE_OPTIONS",
                        preloading(preloaded),
                        "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION",
                        "20,22"));
    }

    /** What every way to start a synthesis has to write: what the untouched jsii writes. */
    static synchronized SortedMap<String, String> expected() {
        if (expected == null) {
            expected = plain().run().files();
            assertThat(expected).containsKeys("manifest.json", "stacks/payments-prod/cdk.tf.json");
        }
        return expected;
    }

    /** A file of {@code src/test/resources/jsii}. */
    static Path resource(String name) {
        try {
            return Path.of(SynthesisProcess.class.getResource("/jsii/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Of {@link #STACK} alone, where a test is about how jsii is started and not about what it writes. */
    SynthesisProcess ofOneStack() {
        try {
            ObjectNode context = (ObjectNode) new ObjectMapper()
                    .readTree(ROOT.resolve("cdktf.json").toFile())
                    .path("context");
            context.withObjectProperty("tapstack").put("stacks", STACK);
            return with(Map.of("CDKTF_CONTEXT_JSON", context.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SynthesisProcess with(List<String> otherCommand) {
        return new SynthesisProcess(otherCommand, environment);
    }

    SynthesisProcess with(Map<String, String> more) {
        Map<String, String> both = new TreeMap<>(environment);
        both.putAll(more);
        return new SynthesisProcess(command, both);
    }

    Outcome run() {
        try {
            Path scratch = Files.createTempDirectory("synthesis");
            try {
                return run(scratch.resolve("output"), scratch.resolve("said"), scratch.resolve("complained"));
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Outcome run(Path output, Path said, Path complained) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectOutput(said.toFile())
                .redirectError(complained.toFile());
        // The developer's own settings are not what is tested.
        builder.environment().keySet().removeAll(List.of("NODE_OPTIONS", "CDKTF_CONTEXT_JSON", "JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        builder.environment().put("CDKTF_OUTDIR", output.toString());
        Process process = builder.start();
        boolean ended = process.waitFor(Patience.LIMIT.multipliedBy(5).toSeconds(), TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as(Files.readString(complained))
                .isTrue();
        return new Outcome(files(output), Files.readString(said), Files.readString(complained));
    }

    private static String preloading(Path... files) {
        List<String> options = new ArrayList<>();
        for (Path file : files) {
            options.add("--require \"" + file + '"');
        }
        return String.join(" ", options);
    }

    private static SortedMap<String, String> files(Path folder) throws IOException {
        SortedMap<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return content;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.sorted((left, right) -> right.compareTo(left)).toList()) {
                Files.delete(file);
            }
        }
    }
}
