package io.tapstack.main.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.main.bench.Variant.Run;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints how long the ways to start a synthesis take for one stack and for all of them, and what memory their largest
 * process needs: medians of interleaved runs, as Markdown. Compare the ratios, not the seconds.
 *
 * <p>{@code mvn -pl main -am -DskipTests -Pbench verify}; rounds: system property {@code rounds}, default 7.
 */
public final class SynthesisBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path TARGET = ROOT.resolve("main/target");
    private static final String ONE = "payments-prod";

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<String> TUNED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final String LAZY_PROVIDER = "--require \"" + ROOT.resolve("main/jsii/lazy-provider.cjs") + '"';
    private static final String ONE_PROCESS =
            " --preserve-symlinks --require \"" + ROOT.resolve("main/jsii/one-process.cjs") + '"';

    /** What the others are compared with. */
    private static final String PLAIN = "`java -cp`";

    private static final String LAUNCHER = "`tap app`: and a class-data archive";

    private SynthesisBenchmark() {}

    /** Runs the benchmark; takes some minutes. */
    public static void main(String[] arguments) throws Exception {
        Path scratch = TARGET.resolve("bench");
        delete(scratch);
        List<Variant> variants = variants(SingleModule.of(ROOT, scratch.resolve("maven")));
        Map<Variant, List<Run>> one = new LinkedHashMap<>();
        Map<Variant, List<Run>> all = new LinkedHashMap<>();
        List<Run> commandLine = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            boolean warmUp = round == 0;
            for (Variant variant : variants) {
                add(one, variant, variant.run(ROOT, onlyOne(), scratch.resolve("one")), warmUp);
                add(all, variant, variant.run(ROOT, Map.of(), scratch.resolve("all")), warmUp);
            }
            if (Files.exists(cdktf())) {
                Path output = scratch.resolve("cdktf");
                Run run = commandLine(output).run(ROOT, Map.of(), output);
                commandLine.addAll(warmUp ? List.of() : List.of(run));
            }
        }
        print(one, all, commandLine, resources(scratch.resolve("one")), resources(scratch.resolve("all")));
        delete(scratch);
    }

    /** From nothing tuned to everything; each after the first two adds one thing to the one before. */
    private static List<Variant> variants(SingleModule module) throws IOException {
        List<String> untuned = java(List.of());
        return List.of(
                module.variant(),
                new Variant(PLAIN, untuned, Map.of()),
                new Variant("… with main/jsii/lazy-provider.cjs", untuned, Map.of("NODE_OPTIONS", LAZY_PROVIDER)),
                new Variant("… and one-process.cjs", untuned, Map.of("NODE_OPTIONS", LAZY_PROVIDER + ONE_PROCESS)),
                new Variant(
                        "… and C1, serial collector", java(TUNED), Map.of("NODE_OPTIONS", LAZY_PROVIDER + ONE_PROCESS)),
                new Variant(LAUNCHER, List.of(ROOT.resolve("tap").toString(), "app"), Map.of()));
    }

    private static List<String> java(List<String> options) throws IOException {
        return Stream.of(List.of(JAVA), options, List.of("-cp", classPath(), "io.tapstack.main.App"))
                .flatMap(List::stream)
                .toList();
    }

    private static String classPath() throws IOException {
        try (Stream<Path> jars = Files.list(TARGET.resolve("lib"))) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static Path cdktf() {
        return ROOT.resolve("node_modules/.bin/cdktf");
    }

    private static Variant commandLine(Path output) {
        return new Variant(
                "cdktf synth",
                List.of(cdktf().toString(), "synth", "--output", output.toString()),
                Map.of("CI", "1", "CHECKPOINT_DISABLE", "1", "DISABLE_VERSION_CHECK", "1"));
    }

    private static Map<String, String> onlyOne() throws IOException {
        JsonNode context =
                new ObjectMapper().readTree(ROOT.resolve("cdktf.json").toFile()).path("context");
        ((ObjectNode) context.path("tapstack")).put("stacks", ONE);
        return Map.of("CDKTF_CONTEXT_JSON", context.toString());
    }

    private static void add(Map<Variant, List<Run>> all, Variant variant, Run run, boolean warmUp) {
        if (!warmUp) {
            all.computeIfAbsent(variant, ignored -> new ArrayList<>()).add(run);
        }
    }

    private static void print(
            Map<Variant, List<Run>> one, Map<Variant, List<Run>> all, List<Run> commandLine, int few, int many) {
        Variant plain = named(one, PLAIN);
        System.out.printf(
                "%d processors, Java %s, medians of %d runs%n%n",
                Runtime.getRuntime().availableProcessors(), Runtime.version(), ROUNDS);
        System.out.printf(
                "| start | %s, %d resources: s | ratio | CPU s | ratio | peak MB | ratio "
                        + "| all stacks, %d: s | ratio | CPU s | ratio | all / one |%n",
                ONE, few, many);
        System.out.println("|---".repeat(12) + "|");
        for (Variant variant : one.keySet()) {
            String row = Stream.of(
                            with(Run::seconds, "%.2f", one.get(variant), one.get(plain)),
                            with(Run::cpuSeconds, "%.2f", one.get(variant), one.get(plain)),
                            with(Run::peakMegabytes, "%.0f", one.get(variant), one.get(plain)),
                            with(Run::seconds, "%.2f", all.get(variant), all.get(plain)),
                            with(Run::cpuSeconds, "%.2f", all.get(variant), all.get(plain)))
                    .collect(Collectors.joining(" | "));
            double share = seconds(all.get(variant)) / seconds(one.get(variant));
            System.out.printf("| %s | %s | %.2f |%n", variant.name(), row, share);
        }
        Variant launcher = named(one, LAUNCHER);
        double ours = seconds(one.get(launcher));
        double oursAll = seconds(all.get(launcher));
        Variant maven = one.keySet().iterator().next();
        System.out.printf(
                "%n`tap app` takes %.2f of `mvn compile exec:java`; a further resource takes it %.0f µs.%n",
                ours / seconds(one.get(maven)), (oursAll - ours) / (many - few) * 1e6);
        if (!commandLine.isEmpty()) {
            System.out.printf("`cdktf synth` of all stacks: %.2f s on top.%n", seconds(commandLine) - oursAll);
        }
    }

    private static Variant named(Map<Variant, List<Run>> runs, String name) {
        return runs.keySet().stream()
                .filter(variant -> variant.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The median, and what part of the other's it is. */
    private static String with(ToDoubleFunction<Run> value, String format, List<Run> runs, List<Run> others) {
        double median = median(runs, value);
        return String.format(Locale.ROOT, format + " | %.2f", median, median / median(others, value));
    }

    private static double seconds(List<Run> runs) {
        return median(runs, Run::seconds);
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> value) {
        return runs.stream().mapToDouble(value).sorted().toArray()[runs.size() / 2];
    }

    private static int resources(Path output) throws IOException {
        int count = 0;
        for (Path file : files(output)) {
            if (file.endsWith("cdk.tf.json")) {
                for (JsonNode type : new ObjectMapper().readTree(file.toFile()).path("resource")) {
                    count += type.size();
                }
            }
        }
        return count;
    }

    private static void delete(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.delete(file);
        }
    }

    /** Everything below a folder, and the folder itself last. */
    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
