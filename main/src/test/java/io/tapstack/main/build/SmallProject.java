package io.tapstack.main.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.testing.Stage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A project of one construct, one function and the library it was shaded with, built from scratch by {@link #jar}. */
final class SmallProject {
    static final String CONSTRUCT = "modules/src/main/java/a/Construct.java";
    static final String FUNCTION = "lambda/payments/api/src/main/java/a/Function.java";

    private final Stage stage;
    private final Path root;

    SmallProject(Path folder) throws IOException {
        stage = new Stage(folder);
        root = folder.resolve("project");
        stage.make(root.resolve("main/target/lib"));
        write(CONSTRUCT, "package a; class Construct { static final int MAX = 1; int days() { return 7; } }");
        write("modules/src/main/java/a/Other.java", "package a; class Other { int most() { return Construct.MAX; } }");
        write(FUNCTION, "package a; class Function { String greet() { return \"hello\"; } }");
        write("lambda/payments/api/src/main/java/b/Library.java", "package b; public class Library {}");
        Files.write(constructs(), jar("modules"));
        stage.make(function().getParent());
        Files.write(function(), jar("lambda/payments/api"));
        Files.write(function().resolveSibling("original-payments-api.jar"), new byte[0]);
    }

    Path root() {
        return root;
    }

    Path constructs() {
        return root.resolve("main/target/lib/io.tapstack.tapstack-modules.jar");
    }

    Path function() {
        return root.resolve("lambda/payments/api/target/payments-api.jar");
    }

    void write(String source, String text) {
        stage.write(root.resolve(source), text);
    }

    /** Says another thing in a source. */
    void change(String source, String from, String to) throws IOException {
        String text = Files.readString(root.resolve(source));
        assertThat(text).contains(from);
        write(source, text.replace(from, to));
    }

    /** All of a module, built anew. */
    byte[] jar(String module) throws IOException {
        Path classes = Files.createTempDirectory(stage.folder(), "classes");
        List<String> arguments =
                new ArrayList<>(List.of("--release", "17", "-g", "-parameters", "-d", classes.toString()));
        files(root.resolve(module + "/src/main/java")).forEach(source -> arguments.add(source.toString()));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Path file : files(classes)) {
                JarEntry entry =
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/'));
                entry.setTime(0);
                jar.putNextEntry(entry);
                Files.copy(file, jar);
            }
        }
        return bytes.toByteArray();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
        }
    }
}
