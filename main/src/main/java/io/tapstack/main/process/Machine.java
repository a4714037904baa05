package io.tapstack.main.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the command can see of the machine it runs on; a value, so that tests can stand it on another one.
 *
 * @param environment the caller's environment variables
 * @param home may not exist, as for the user of a container
 * @param fileSystem the root folder that system-wide places are below
 * @param os Java's {@code os.name}
 * @param arch Java's {@code os.arch}
 */
public record Machine(Map<String, String> environment, Path home, Path fileSystem, String os, String arch) {
    /** HotSpot's, its launcher's and OpenJ9's. */
    private static final Pattern OPTIONS_OF_JAVA = Pattern.compile("(\\w*_)?JAVA(_TOOL)?_OPTIONS");

    public Machine {
        environment = Map.copyOf(environment);
    }

    public static Machine current() {
        return new Machine(
                System.getenv(),
                Path.of(Optional.ofNullable(System.getenv("HOME")) // what Terraform goes by
                        .filter(home -> !home.isBlank())
                        .orElse(System.getProperty("user.home"))),
                Path.of("/"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
    }

    /** A variable that is set to something. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** The caller's environment, to be changed for a program. */
    public Map<String, String> copyOfEnvironment() {
        return new TreeMap<>(environment);
    }

    /**
     * The caller's environment for another JVM: a debugger's port can be taken once, a heap dump's file written by one,
     * and what these options make a JVM say would be mistaken for what its program says.
     */
    public Map<String, String> environmentForJava() {
        Map<String, String> copy = copyOfEnvironment();
        copy.keySet().removeIf(name -> OPTIONS_OF_JAVA.matcher(name).matches());
        return copy;
    }

    /** Where a program runs that is only asked something: at home, where version managers look for what is wanted. */
    public Path folder() {
        return Files.isDirectory(home) ? home : fileSystem;
    }

    /** The first executable of this name on the PATH. */
    public Optional<Path> find(String program) {
        return variable("PATH").stream()
                .flatMap(path -> Stream.of(path.split(File.pathSeparator, -1)))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> path(folder).stream())
                .map(folder -> folder.resolve(program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** The text as a path, {@code ~} spelled out; nothing if it is none. */
    public Optional<Path> path(String text) {
        try {
            return Optional.of(text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    public boolean isMac() {
        return os.toLowerCase(Locale.ROOT).startsWith("mac");
    }

    /** As Terraform names it: {@code linux_amd64}, {@code darwin_arm64}. */
    public String terraformPlatform() {
        String name = isMac() ? "darwin" : os.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9].*", "");
        return name + "_" + (arch.equals("aarch64") ? "arm64" : arch.equals("x86_64") ? "amd64" : arch);
    }
}
