package io.tapstack.main.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every source of every module that is patched, against the jars that Maven made of them. */
@Tag("long")
final class PatchIT {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final String LIBRARY = "main/target/lib";

    @TempDir
    private Path copy;

    @TestFactory
    Stream<DynamicTest> makesTheBytesThatMavenMakes() throws IOException {
        copyJars(LIBRARY);
        return Stream.concat(Stream.of("modules", "environments", "main"), functions())
                .map(module -> DynamicTest.dynamicTest(module, () -> check(module)));
    }

    private void check(String module) throws Exception {
        if (module.startsWith("lambda/")) {
            copyJars(module + "/target");
        }
        Path sources = copy.resolve(module).resolve("src");
        Files.createDirectories(sources.getParent());
        Files.createSymbolicLink(sources, ROOT.resolve(module).resolve("src"));
        List<String> changed = sources(module);
        Path jar = SourceModule.of(copy, changed.get(0)).jar();
        Patch.apply(copy, changed);
        assertThat(Files.mismatch(jar, ROOT.resolve(copy.relativize(jar)))).isEqualTo(-1);
    }

    private static List<String> sources(String module) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .map(file -> ROOT.relativize(file).toString())
                    .toList();
        }
    }

    private static Stream<String> functions() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("lambda"), 4)) {
            return files
                    .filter(file -> file.getFileName().toString().startsWith("original-"))
                    .map(file -> ROOT.relativize(file.getParent().getParent()).toString())
                    .toList()
                    .stream();
        }
    }

    private void copyJars(String folder) throws IOException {
        Files.createDirectories(copy.resolve(folder));
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.copy(jar, copy.resolve(folder).resolve(jar.getFileName().toString()));
            }
        }
    }
}
