package io.tapstack.main.testing;

import io.tapstack.main.console.Console;
import io.tapstack.main.process.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A machine of our own making below a folder: its PATH, its home, its system folders, and what was said on it. */
public final class Stage {
    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    public Stage(Path folder) {
        this.folder = folder;
        make(home());
        make(fileSystem());
        make(programs());
        // Scripts need a shell and the usual tools; none of the programs we look for is in these folders' place.
        environment.put("PATH", programs().toString());
    }

    public Path folder() {
        return folder;
    }

    public Path home() {
        return folder.resolve("home");
    }

    public Path fileSystem() {
        return folder.resolve("system");
    }

    public Path programs() {
        return folder.resolve("programs");
    }

    public Stage with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    /** Puts a shell script on the PATH. */
    public Path program(String name, String... lines) {
        return script(programs().resolve(name), lines);
    }

    public Path script(Path file, String... lines) {
        write(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    public Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path make(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A linux_amd64 machine. */
    public Machine machine() {
        return machine("Linux", "amd64");
    }

    public Machine machine(String os, String arch) {
        return new Machine(environment, home(), fileSystem(), os, arch);
    }

    /** Not a terminal, nobody to ask. */
    public Console console() {
        return new Console(new PrintWriter(out), new PrintWriter(err), false, Optional.empty());
    }

    public PrintWriter outWriter() {
        return new PrintWriter(out, true);
    }

    public PrintWriter errWriter() {
        return new PrintWriter(err, true);
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }
}
