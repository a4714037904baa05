package io.tapstack.main.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Maven module whose code runs from one jar that nothing else is made from.
 *
 * @param folder relative to the project, as in {@code lambda/payments/api}
 * @param jar what its classes run from
 * @param classPath what its sources compile against: all of it is in jars that the build has made
 */
record SourceModule(String folder, Path jar, List<Path> classPath) {
    static final String SOURCES = "/src/main/java/";
    private static final List<String> OF_THE_COMMAND = List.of("modules", "environments", "main");

    /**
     * @param root the project
     * @param source a changed file, relative to it
     */
    static SourceModule of(Path root, String source) throws NotPatchable, IOException {
        int end = source.indexOf(SOURCES);
        if (end < 0 || !source.endsWith(".java") || !Files.isRegularFile(root.resolve(source))) {
            throw new NotPatchable(source + " is no Java source, or gone");
        }
        String folder = source.substring(0, end);
        if (OF_THE_COMMAND.contains(folder)) {
            Path library = root.resolve("main/target/lib");
            return new SourceModule(
                    folder, library.resolve("io.tapstack.tapstack-" + folder + ".jar"), jars(library, ""));
        }
        Path target = root.resolve(folder).resolve("target");
        List<Path> before = folder.startsWith("lambda/") ? jars(target, "original-") : List.of();
        if (before.size() != 1) {
            throw new NotPatchable("other modules are made from " + folder);
        }
        // The shaded jar holds all that the function reaches; what it does not reach yet is Maven's to add.
        Path shaded = target.resolve(before.get(0).getFileName().toString().replaceFirst("^original-", ""));
        return new SourceModule(folder, shaded, List.of(shaded));
    }

    boolean isFunction() {
        return folder.startsWith("lambda/");
    }

    private static List<Path> jars(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
