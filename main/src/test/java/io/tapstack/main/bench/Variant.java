package io.tapstack.main.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One way to start a synthesis. */
record Variant(String name, List<String> command, Map<String, String> environment) {
    private static final int POLL_MILLIS = 25;

    /**
     * @param seconds from start to end
     * @param cpuSeconds of all of its processes together; says more than the clock where others use the machine too
     * @param peakMegabytes memory of the largest of its processes; 0 where there is no {@code /proc} to see it
     */
    record Run(double seconds, double cpuSeconds, double peakMegabytes) {}

    /** Synthesizes into {@code output}, started in {@code folder}. */
    Run run(Path folder, Map<String, String> context, Path output) throws IOException, InterruptedException {
        Path log = output.resolveSibling("log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeAll(List.of("NODE_OPTIONS", "JAVA_TOOL_OPTIONS", "CDKTF_CONTEXT_JSON"));
        builder.environment().putAll(environment);
        builder.environment().putAll(context);
        builder.environment().put("CDKTF_OUTDIR", output.toString());
        Map<Long, Duration> cpu = new HashMap<>();
        long peak = 0;
        long start = System.nanoTime();
        Process process = builder.start();
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            for (ProcessHandle each : Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .toList()) {
                each.info().totalCpuDuration().ifPresent(duration -> cpu.put(each.pid(), duration));
                peak = Math.max(peak, peakKilobytes(each.pid()));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0 || !Files.exists(output.resolve("manifest.json"))) {
            throw new IllegalStateException(name + " failed:\n" + Files.readString(log));
        }
        double cpuSeconds = cpu.values().stream().mapToLong(Duration::toMillis).sum() / 1e3;
        return new Run(seconds, cpuSeconds, peak / 1024.0);
    }

    private static long peakKilobytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // it has ended, or this is no Linux
        }
    }
}
