package io.tapstack.lambda.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prints, for each function and way to run it, milliseconds from process start to first answer (median of interleaved
 * runs) and processor time, their ratios to the same function with the SDK's and JVM's defaults, and milliseconds a warm call.
 *
 * <p>Runs: system property {@code runs}, default 9.
 */
public final class ColdStart {
    private static final int RUNS = Integer.getInteger("runs", 9);
    private static final long WARM_MILLIS = 4_000;
    private static final List<String> TUNED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m");

    private ColdStart() {}

    /** Runs the benchmark; takes some minutes. */
    public static void main(String[] arguments) throws Exception {
        // The stubs would otherwise answer 40 ms late: Nagle's algorithm against delayed acknowledgements.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.out.printf("Java %s, %d runs%n%n", Runtime.version(), RUNS);
        System.out.println("| function | variant | first answer ms | ratio | CPU ms | ratio | warm ms | jar MB |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        try (var aws = new AwsStub()) {
            // Migrations first: the ledger needs the schema.
            var subjects = new ArrayList<>(Subjects.all(aws.url()));
            Collections.reverse(subjects);
            for (var subject : subjects) {
                measure(subject);
            }
        }
        System.exit(0); // PostgreSQL's threads
    }

    private static void measure(Subject subject) throws IOException, InterruptedException {
        var cold = new LinkedHashMap<Variant, List<FunctionProcess.Start>>();
        var warm = new LinkedHashMap<Variant, List<Double>>();
        var archive = Files.createTempDirectory("archive").resolve("app.jsa");
        var runtimeClient = Java.classPath(file -> file.startsWith("aws-lambda-java-"));
        var variants = variants(subject, archive);
        record(subject, archive, runtimeClient);
        for (int run = 0; run < RUNS; run++) {
            for (var variant : variants) {
                try (var process = new FunctionProcess(variant, runtimeClient, subject.environment())) {
                    cold.computeIfAbsent(variant, ignored -> new ArrayList<>())
                            .add(process.first(subject.event().get()));
                    if (run == 0) {
                        warm.put(variant, warm(process, subject));
                    }
                }
            }
        }
        var yardstick = cold.get(variants.get(0));
        for (var variant : variants) {
            var starts = cold.get(variant);
            System.out.printf(
                    "| %s | %s | %.0f | %.2f | %.0f | %.2f | %.1f | %.1f |%n",
                    subject.name(),
                    variant.name(),
                    wall(starts),
                    wall(starts) / wall(yardstick),
                    cpu(starts),
                    cpu(starts) / cpu(yardstick),
                    median(warm.get(variant).stream()),
                    Files.size(subject.jar()) / 1e6);
        }
    }

    private static double wall(List<FunctionProcess.Start> starts) {
        return median(starts.stream().map(FunctionProcess.Start::wallMillis));
    }

    private static double cpu(List<FunctionProcess.Start> starts) {
        return median(starts.stream().map(FunctionProcess.Start::cpuMillis));
    }

    /** The second half of the calls that fit into a few seconds. */
    private static List<Double> warm(FunctionProcess process, Subject subject) throws InterruptedException {
        var millis = new ArrayList<Double>();
        for (var end = System.currentTimeMillis() + WARM_MILLIS; System.currentTimeMillis() < end; ) {
            millis.add(process.next(subject.event().get()));
        }
        return millis.subList(millis.size() / 2, millis.size());
    }

    private static List<Variant> variants(Subject subject, Path archive) {
        var jar = subject.jar().toString();
        var withArchive = new ArrayList<>(TUNED);
        withArchive.add("-XX:SharedArchiveFile=" + archive);
        // The thin jars and every dependency whole, as a build without this project's care would deploy them.
        var whole = Java.classPath(file -> !file.startsWith("payments-") && !file.startsWith("aws-lambda-java-runtime"))
                + File.pathSeparator
                + thin(subject);
        return List.of(
                new Variant("SDK and JVM defaults", List.of("-Xmx512m"), whole, subject.untunedHandler()),
                new Variant("ours, JVM defaults", List.of("-Xmx512m"), jar, subject.handler()),
                new Variant("ours, C1 + SerialGC", TUNED, jar, subject.handler()),
                new Variant("ours, C1 + SerialGC + AppCDS", withArchive, jar, subject.handler()));
    }

    private static Path thin(Subject subject) {
        return subject.jar().resolveSibling("original-" + subject.jar().getFileName());
    }

    /** One run that records the classes it loads, as a build would before deployment. */
    private static void record(Subject subject, Path archive, String runtimeClient)
            throws IOException, InterruptedException {
        var options = new ArrayList<>(TUNED);
        options.add("-XX:ArchiveClassesAtExit=" + archive);
        var recording = new Variant("recording", options, subject.jar().toString(), subject.handler());
        try (var process = new FunctionProcess(recording, runtimeClient, subject.environment())) {
            process.first(subject.event().get());
        }
    }

    private static double median(Stream<Double> values) {
        var sorted = values.sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
