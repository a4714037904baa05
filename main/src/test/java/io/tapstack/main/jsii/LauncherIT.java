package io.tapstack.main.jsii;

import static io.tapstack.main.jsii.SynthesisProcess.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapstack.main.jsii.SynthesisProcess.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code tap app} as it is built, with everything that makes it quick. */
@Tag("long")
final class LauncherIT {
    private static final Path ARCHIVE = ROOT.resolve("main/target/tap.jsa");
    private static final Pattern MAJOR_VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");
    private static final int OLDEST_JAVA = 17;

    @Test
    void everyStackIsTheSameByteForByte() {
        Outcome outcome = launcher(Path.of(System.getProperty("java.home")));
        assertThat(outcome.files()).isEqualTo(SynthesisProcess.expected());
        assertThat(outcome.said() + outcome.complained()).isEmpty();
    }

    /** Those that are installed beside the one that runs the tests. */
    @TestFactory
    Stream<DynamicTest> everyOtherJavaWritesTheSame() throws IOException {
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        List<Path> others;
        try (Stream<Path> installed = Files.list(home.getParent())) {
            others = installed
                    .filter(other -> version(other) >= OLDEST_JAVA && isAnother(other, home))
                    .toList();
        }
        return others.stream()
                .map(other -> DynamicTest.dynamicTest(other.toString(), () -> {
                    Outcome outcome = launcher(other);
                    assertThat(outcome.files()).isEqualTo(SynthesisProcess.expected());
                    assertThat(outcome.said() + outcome.complained()).isEmpty();
                }));
    }

    @Test
    void theArchiveFitsTheClassPath() throws IOException {
        assumeTrue(Files.exists(ARCHIVE), "the build made no class-data archive, and printed why");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:on", // refuses to start without
                "-XX:SharedArchiveFile=" + ARCHIVE,
                "-Xlog:class+load",
                "-cp",
                classPath(),
                "io.tapstack.main.App");
        Outcome outcome = SynthesisProcess.plain().with(command).run();
        assertThat(outcome.files()).isEqualTo(SynthesisProcess.expected());
        assertThat(outcome.said().lines())
                .anyMatch(line -> line.contains("io.tapstack.modules.systems.payments.PaymentsStack source: shared"));
    }

    private static Outcome launcher(Path javaHome) {
        return new SynthesisProcess(
                        List.of(ROOT.resolve("tap").toString(), "app"), Map.of("JAVA_HOME", javaHome.toString()))
                .run();
    }

    private static String classPath() throws IOException {
        try (Stream<Path> jars = Files.list(ROOT.toRealPath().resolve("main/target/lib"))) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static int version(Path home) {
        try {
            Matcher version = MAJOR_VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0; // no JDK
        }
    }

    /** A link leads to one that is listed too. */
    private static boolean isAnother(Path home, Path than) {
        return !Files.isSymbolicLink(home) && !home.equals(than);
    }
}
