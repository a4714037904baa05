package io.tapstack.main.jsii;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One synthesis of every stack of the project, in a process of its own. */
record SynthesisProcess(List<String> command, Map<String, String> environment) {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** The application as any Java program, nothing tuned. */
    static SynthesisProcess plain(Map<String, String> environment) {
        String classPath = System.getProperty("java.class.path");
        return new SynthesisProcess(
                List.of(java(Path.of(System.getProperty("java.home"))), "-cp", classPath, "io.tapstack.main.App"),
                environment);
    }

    static String java(Path home) {
        return home.resolve("bin").resolve("java").toString();
    }

    /** {@code NODE_OPTIONS} that preload these files, in this order. */
    static String preloading(Path... files) {
        return String.join(
                " ", Stream.of(files).map(file -> "--require \"" + file + '"').toList());
    }

    /** What it wrote: every file's content by its path. */
    SortedMap<String, String> run(Path folder) throws IOException, InterruptedException {
        Path log = Files.createTempFile("synthesis", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // The developer's own settings are not what is tested.
        builder.environment().keySet().removeAll(List.of("NODE_OPTIONS", "CDKTF_CONTEXT_JSON", "JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        builder.environment().put("CDKTF_OUTDIR", folder.toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ends").isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        Files.delete(log);
        return content(folder);
    }

    private static SortedMap<String, String> content(Path folder) throws IOException {
        Map<String, String> content = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return new TreeMap<>(content);
    }
}
