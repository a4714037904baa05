package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapstack.main.process.Machine;
import io.tapstack.main.process.Program;
import io.tapstack.main.testing.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The project's shell scripts where neither bash nor GNU's tools are: what a Mac has is like that. */
final class LauncherShellsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Machine HERE = Machine.current();
    private static final List<String> TOOLS = List.of(
            "awk",
            "cat",
            "cksum",
            "date",
            "dirname",
            "find",
            "grep",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "sort",
            "tail",
            "touch",
            "tr");

    /** By tool, the options of GNU's that BSD's does not have, as a pattern of {@code case}; long ones are refused everywhere. */
    private static final Map<String, String> GNU_ONLY = Map.of(
            "find", "-printf|-regextype|-readable|-executable",
            "grep", "-P|-*P*",
            "readlink", "-e|-m|-z",
            "sed", "-i|-r|-s|-z",
            "head", "-n-*|-c-*",
            "tail", "-s");

    @TempDir
    private Path folder;

    private Stage stage;
    private Path project;

    @BeforeEach
    void setTheStage() throws IOException {
        stage = new Stage(folder);
        project = stage.make(folder.resolve("a project"));
        Files.copy(Path.of("../tap").toAbsolutePath(), project.resolve("tap"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("a project/tap"));
        stage.write(project.resolve("pom.xml"), "<project/>");
        stage.write(project.resolve("modules/src/main/java/A.java"), "class A {}");
        for (String module : List.of("environments", "lambda", "main")) {
            stage.make(project.resolve(module));
        }
        stage.program(
                "java",
                "[ \"$1\" != -version ] || { echo 'openjdk version \"21.0.2\" 2024-01-16' >&2; exit 0; }",
                "printf '<%s> ' \"$@\"");
        stage.program(
                "mvn",
                "echo '[INFO] Building TapStack main 0.1.0     [1/1]'",
                "mkdir -p main/target/lib main/lambda-runtime/target",
                "touch main/target/lib/io.tapstack.tapstack-main.jar main/lambda-runtime/target/lambda-runtime.jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash --posix", "busybox sh", "ksh", "zsh --emulate sh"})
    void theLauncherBuildsAndStartsUnderEachShell(String shell) throws IOException {
        List<String> command = new ArrayList<>(List.of(shell.split(" ")));
        assumeTrue(HERE.find(command.get(0)).isPresent(), command.get(0) + " is not on this machine");
        command.set(0, HERE.find(command.get(0)).orElseThrow().toString());
        TOOLS.forEach(tool -> forward(tool, HERE.find(tool).orElseThrow().toString()));
        buildsAndStarts(command);
    }

    @Test
    void theLauncherDoesWithoutGnusOptions() throws IOException {
        TOOLS.forEach(this::refuseGnuOptions);
        Program.Result refused = run(List.of("sh"), "-c", "sed -i s/a/b/ x");
        assertThat(refused.err()).contains("only GNU's sed");
        buildsAndStarts(List.of("sh"));
    }

    @Test
    void theLauncherDoesWithBusybox() throws IOException {
        assumeTrue(HERE.find("busybox").isPresent(), "busybox is not on this machine");
        String busybox = HERE.find("busybox").orElseThrow().toString();
        List<String> applets = run(List.of(busybox), "--list").out().lines().toList();
        TOOLS.forEach(tool -> forward(
                tool,
                applets.contains(tool)
                        ? busybox + " " + tool
                        : HERE.find(tool).orElseThrow().toString()));
        buildsAndStarts(List.of(busybox, "sh"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../tap", "jsii/class-data-archive.sh", "../.ci/run"})
    void everyScriptIsReadByEachShell(String script) {
        for (String shell : List.of("dash", "bash --posix", "busybox sh")) {
            List<String> command = new ArrayList<>(List.of(shell.split(" ")));
            HERE.find(command.get(0)).ifPresent(program -> {
                command.set(0, program.toString());
                command.addAll(List.of("-n", Path.of(script).toAbsolutePath().toString()));
                Program.Result result = new Program(command, folder, HERE.copyOfEnvironment()).run(PATIENCE);
                assertThat(result.succeeded()).as("%s: %s", shell, result.err()).isTrue();
            });
        }
    }

    private void buildsAndStarts(List<String> shell) throws IOException {
        String launcher = folder.resolve("link").toString();
        Program.Result first = run(shell, launcher, "up", "a b");
        assertThat(first.err()).contains("building the project (the first time").contains("built in");
        assertThat(first.out())
                .contains("<-Dtap.root=" + project.toRealPath() + ">")
                .contains("<up> <a b> ");
        assertThat(run(shell, launcher, "up").err()).isEmpty();
        stage.write(project.resolve("modules/src/main/java/A.java"), "class A { int changed; }");
        assertThat(run(shell, launcher, "up").err()).contains("A.java changed").contains("built in");
    }

    private Program.Result run(List<String> shell, String... arguments) {
        List<String> command = new ArrayList<>(shell);
        command.addAll(List.of(arguments));
        return new Program(command, folder, stage.machine().environment()).run(PATIENCE);
    }

    private void forward(String tool, String command) {
        stage.program(tool, "exec " + command + " \"$@\"");
    }

    private void refuseGnuOptions(String tool) {
        stage.program(
                tool,
                "for word; do",
                "    case $word in --?*|" + GNU_ONLY.getOrDefault(tool, "--") + ")",
                "        [ \"$word\" = -- ] || { echo \"only GNU's " + tool + " knows $word\" >&2; exit 64; } ;;",
                "    esac",
                "done",
                "exec " + HERE.find(tool).orElseThrow() + " \"$@\"");
    }
}
