package io.tapstack.main.build;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Builds changed method bodies into the jars they run from: compiles these sources only and replaces their classes. The
 * jars are those that Maven would make, byte for byte. Maven has to build what other sources could see, and another set of
 * classes.
 */
public final class Patch {
    /** Exit code: nothing is changed, Maven has to build; the output says why. */
    static final int NOT_PATCHABLE = 3;

    private final Path root;
    private final Path scratch;

    private Patch(Path root, Path scratch) {
        this.root = root;
        this.scratch = scratch;
    }

    /** @param arguments the project's folder, then the changed files relative to it */
    public static void main(String[] arguments) throws IOException {
        try {
            apply(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length));
        } catch (NotPatchable e) {
            System.out.println(e.getMessage());
            System.exit(NOT_PATCHABLE);
        }
    }

    /**
     * Builds changed sources.
     *
     * @param root the project's folder
     * @param sources relative to it
     * @throws NotPatchable where only Maven can; no jar is changed then
     */
    static void apply(Path root, List<String> sources) throws NotPatchable, IOException {
        Path scratch = Files.createTempDirectory(root.resolve("main/target"), "tap-patch");
        try {
            new Patch(root, scratch).apply(sources);
        } finally {
            remove(scratch);
        }
    }

    private void apply(List<String> sources) throws NotPatchable, IOException {
        Map<SourceModule, List<String>> changed = new LinkedHashMap<>();
        for (String source : sources) {
            changed.computeIfAbsent(SourceModule.of(root, source), module -> new ArrayList<>())
                    .add(source);
        }
        Map<Path, byte[]> jars = new LinkedHashMap<>();
        for (Map.Entry<SourceModule, List<String>> module : changed.entrySet()) {
            jars.put(module.getKey().jar(), patched(module.getKey(), module.getValue()));
        }
        for (Map.Entry<Path, byte[]> jar : jars.entrySet()) {
            Path whole = Files.write(scratch.resolve(jar.getKey().getFileName()), jar.getValue());
            Files.move(whole, jar.getKey(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private byte[] patched(SourceModule module, List<String> sources) throws NotPatchable, IOException {
        Path after = scratch.resolve(module.folder()).resolve("after");
        compile(module, sources, after);
        JarFileBytes jar = JarFileBytes.read(module.jar());
        SortedMap<String, byte[]> old = new TreeMap<>();
        for (String source : sources) {
            String type = source.substring(
                    module.folder().length() + SourceModule.SOURCES.length(), source.length() - ".java".length());
            old.putAll(jar.contents(type + ".class", type + "$"));
        }
        SortedMap<String, byte[]> compiled = read(after);
        if (!compiled.keySet().equals(old.keySet())) {
            throw new NotPatchable(module.folder() + " has other classes than before");
        }
        if (module.isFunction() && !ClassFiles.names(compiled.values()).equals(ClassFiles.names(old.values()))) {
            throw new NotPatchable(module.folder() + " may reach other classes than before");
        }
        Path before = scratch.resolve(module.folder()).resolve("before");
        write(before, old);
        if (!api(before, old.keySet()).equals(api(after, old.keySet()))) {
            throw new NotPatchable(module.folder() + " shows other sources something else than before");
        }
        return jar.with(compiled);
    }

    private static String api(Path folder, Set<String> names) {
        return ClassFiles.api(ClassFiles.in(folder, names)).replace(folder.toString(), "");
    }

    /** As Maven does, without the checks: an error is Maven's to tell. */
    private void compile(SourceModule module, List<String> sources, Path output) throws NotPatchable, IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        Files.createDirectories(output);
        List<Path> paths = sources.stream().map(root::resolve).toList();
        String classPath =
                module.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> options = List.of(
                "--release",
                "17",
                "-encoding",
                "UTF-8",
                "-g",
                "-parameters",
                "-proc:none",
                "-nowarn",
                "-d",
                output.toString(),
                "-cp",
                classPath);
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            var task = compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(paths));
            if (!task.call()) {
                throw new NotPatchable(module.folder() + " does not compile by itself: " + said);
            }
        }
    }

    private static SortedMap<String, byte[]> read(Path folder) throws IOException {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private static void write(Path folder, Map<String, byte[]> contents) throws IOException {
        for (Map.Entry<String, byte[]> content : contents.entrySet()) {
            Path file = folder.resolve(content.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, content.getValue());
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
