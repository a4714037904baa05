package io.tapstack.main.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The project's own files and folders: no build output, no downloaded packages. Paths start at the root. */
final class ProjectFiles {
    /** Tests run in the folder of their module. */
    static final Path ROOT = Path.of("..");

    private static final Set<String> NOT_OURS =
            Set.of("target", "node_modules", "cdktf.out", "__pycache__", ".git", ".tap", ".venv", ".idea", ".vscode");
    private static final Pattern WILDCARD = Pattern.compile("…|\\*|<[^>]*>");

    private ProjectFiles() {}

    static Set<Path> all() {
        Set<Path> found = new TreeSet<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    if (NOT_OURS.contains(folder.getFileName().toString())) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    found.add(ROOT.relativize(folder));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(ROOT.relativize(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    static String read(Path path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether the end of a path is as written. {@code …} stands for any folders, {@code *} and {@code <name>} for a part of
     * a name.
     */
    static boolean contain(Collection<Path> files, String written) {
        StringBuilder regex = new StringBuilder("(?:.*/)?");
        String path = written.replaceAll("^\\./|/$", "");
        var wildcards = WILDCARD.matcher(path);
        int end = 0;
        while (wildcards.find()) {
            regex.append(Pattern.quote(path.substring(end, wildcards.start())))
                    .append(wildcards.group().equals("…") ? ".*" : "[^/]*");
            end = wildcards.end();
        }
        Pattern pattern = Pattern.compile(regex + Pattern.quote(path.substring(end)));
        return files.stream()
                .anyMatch(file -> pattern.matcher(withSlashes(file)).matches());
    }

    private static String withSlashes(Path path) {
        return path.toString().replace('\\', '/');
    }
}
