package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.process.Program;
import io.tapstack.main.testing.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher script in a project of its own, with a java and an mvn that only say how they were called. */
final class LauncherTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private Stage stage;
    private Path project;

    @BeforeEach
    void setTheStage() throws IOException {
        stage = new Stage(folder);
        stage.with("PATH", stage.programs() + ":/usr/bin:/bin");
        project = stage.make(folder.resolve("a project"));
        Files.copy(Path.of("../tap").toAbsolutePath(), project.resolve("tap"));
        stage.write(project.resolve("pom.xml"), "<project/>");
        stage.write(source(), "class A {}");
        for (String module : List.of("environments", "lambda", "main")) {
            stage.make(project.resolve(module));
        }
        java("17.0.15");
        maven("echo \"$@\"", built(), "exit 0");
    }

    @Test
    void buildsAFreshCheckoutAndStarts() {
        Program.Result result = tap("up", "payments");
        assertThat(result.err())
                .contains("building the project (the first time")
                .contains("built in");
        assertThat(result.out())
                .contains("io.tapstack.main.tap.Tap up payments")
                .contains("-Dtap.root=" + project);
    }

    @Test
    void doesNotBuildTwice() {
        tap("up");
        assertThat(tap("up").err()).isEmpty();
    }

    @Test
    void buildsAgainWhenASourceChanged() {
        tap("up");
        stage.write(source(), "class A { int b; }");
        assertThat(tap("up").err()).contains("A.java changed");
        assertThat(tap("up").err()).isEmpty();
    }

    @Test
    void buildsAgainWhenASourceIsGone() throws IOException {
        tap("up");
        Files.delete(source());
        assertThat(tap("up").err()).contains("A.java changed");
    }

    @Test
    void buildsAgainForAnOtherContentOfAnEarlierTime() throws IOException {
        tap("up");
        stage.write(classes("modules"), "compiled");
        stage.write(classes("environments"), "compiled");
        stage.write(source(), "class A { int b; }");
        age(source());
        assertThat(tap("up").err()).contains("A.java changed");
        assertThat(classes("modules")).doesNotExist(); // or Maven would take it for the source's
        assertThat(classes("environments")).exists();
    }

    @Test
    void doesNotBuildForATimeThatChanged() throws IOException {
        tap("up");
        Files.setLastModifiedTime(source(), FileTime.from(Instant.now().plus(Duration.ofDays(1))));
        assertThat(tap("up").err()).isEmpty();
    }

    @Test
    void doesNotBuildACopyAgain() throws IOException {
        tap("up");
        Path copy = folder.resolve("copy");
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, copy.resolve(project.relativize(file)));
            }
        }
        assertThat(run(copy.resolve("tap"), "up").err()).isEmpty();
    }

    @Test
    void doesNotBuildWhatABuildThatItWaitedForBuilt() throws IOException {
        tap("up");
        Path built = project.resolve("main/target/tap.sources");
        String before = Files.readString(built);
        stage.write(source(), "class A { int b; }");
        tap("up");
        Path after = Files.move(built, folder.resolve("sources"));
        stage.write(built, before);
        stage.make(project.resolve("main/target/tap.building"));
        // The other build ends while this one waits for it.
        stage.program(
                "sleep",
                "mv " + quoted(after) + " " + quoted(built) + "; rm -rf "
                        + quoted(project.resolve("main/target/tap.building")));
        assertThat(run(project.resolve("tap"), "up").err()).doesNotContain("building the project");
    }

    @Test
    void doesNotBuildForATestThatChanged() {
        tap("up");
        stage.write(project.resolve("modules/src/test/java/ATest.java"), "class ATest {}");
        assertThat(tap("up").err()).isEmpty();
    }

    @Test
    void takesWhatMavenBuiltByItself() throws IOException {
        tap("up");
        stage.write(source(), "class A { int b; }");
        age(source(), project.resolve("pom.xml"));
        stage.write(project.resolve("main/target/lib/io.tapstack.tapstack-main.jar"), "built by mvn verify");
        assertThat(tap("up").err()).isEmpty();
        stage.write(source(), "class A { int c; }");
        assertThat(tap("up").err()).contains("A.java changed");
    }

    @Test
    void needsNoMavenForAChangeThatCanBePatched() {
        tap("up");
        java("17.0.15", 0);
        maven("exit 1");
        stage.write(source(), "class A { int b() { return 1; } }");
        Program.Result result = tap("up");
        assertThat(result.err()).contains("A.java changed").contains("built in");
        assertThat(log()).contains("io.tapstack.main.build.Patch " + project + " modules/src/main/java/A.java");
        assertThat(tap("up").err()).isEmpty();
    }

    @Test
    void buildsAgainWhatAFailedBuildMayHaveChanged() {
        tap("up");
        stage.write(source(), "class A {");
        maven("exit 1");
        tap("up");
        stage.write(source(), "class A {}"); // as it was
        java("17.0.15", 0);
        maven("echo \"$@\"");
        assertThat(tap("up").err()).contains("A.java changed");
        assertThat(log()).contains("-Ptap").doesNotContain("build.Patch");
        assertThat(tap("up").err()).isEmpty();
    }

    @Test
    void buildsOnlyTheFamilyOfFunctionsThatChanged() {
        module("lambda/payments/api");
        module("lambda/loyalty/api");
        module("lambda/shared");
        tap("up");
        assertThat(log()).contains("-pl !lambda/bench package");

        stage.write(project.resolve("lambda/payments/api/src/main/java/B.java"), "class B { int c; }");
        tap("up");
        assertThat(log()).contains("-pl !lambda/bench,!modules,!environments,!main,!lambda/loyalty/api package");

        stage.write(source(), "class A { int b; }");
        tap("up");
        assertThat(log()).contains("-pl !lambda/bench,!lambda/loyalty/api,!lambda/payments/api package");

        stage.write(project.resolve("lambda/shared/src/main/java/B.java"), "class B { int c; }");
        tap("up");
        assertThat(log()).contains("-pl !lambda/bench package");
    }

    @Test
    void buildsAgainWhenAFunctionHasNoJar() {
        tap("up");
        stage.write(project.resolve("lambda/payments/api/pom.xml"), "<project/>");
        Path jar = project.resolve("lambda/payments/api/target/payments-api.jar");
        stage.write(project.resolve("lambda/payments/pom.xml"), "<project/>");
        maven(built() + " && mkdir -p " + quoted(jar.getParent()) + " && touch " + quoted(jar));

        assertThat(tap("ps").err()).isEmpty();
        assertThat(tap("app").err()).contains("the project is not built");
        assertThat(tap("up").err()).contains("(lambda/payments/api has no jar)");
        assertThat(jar).exists();
        assertThat(tap("up").err()).isEmpty();
    }

    @Test
    void canStillBeEndedWhileTheSourcesAreBroken() {
        tap("up");
        stage.write(source(), "class A {");
        maven("exit 1");
        assertThat(tap("down").exitCode()).isZero();
        assertThat(tap("up").exitCode()).isEqualTo(1);
    }

    @Test
    void showsTheErrorsOfABuildThatFails() {
        maven("echo '[INFO] fine'; echo '[ERROR] A.java: cannot find symbol'; exit 1");
        Program.Result result = tap("up");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("cannot find symbol")
                .contains("the build failed")
                .doesNotContain("fine");
    }

    @Test
    void saysThatMavenIsMissing() throws IOException {
        Files.delete(stage.programs().resolve("mvn"));
        stage.with("PATH", stage.programs() + ":" + toolsWithoutMaven());
        Program.Result result = tap("up");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("there is no mvn on the PATH").contains("install Apache Maven");
    }

    @Test
    void refusesAnOldJava() {
        java("11.0.2");
        Program.Result result = tap("up");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("has version 11, 17 or newer is needed");
    }

    @Test
    void refusesAJavaHomeThatHoldsNoJava() {
        stage.with("JAVA_HOME", folder.resolve("nowhere"));
        assertThat(tap("up").err()).contains("JAVA_HOME is " + folder.resolve("nowhere"));
    }

    @Test
    void neverBuildsForCdktf() {
        Program.Result result = tap("app");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("the project is not built").contains("mvn -DskipTests package");
    }

    @Test
    void startsTheApplicationForCdktf() {
        tap("up");
        assertThat(tap("app").out())
                .contains("io.tapstack.main.App")
                .contains("NODE_OPTIONS=--preserve-symlinks --require \"" + project + "/main/jsii/lazy-provider.cjs\""
                        + " --require \"" + project + "/main/jsii/one-process.cjs\"");
    }

    @Test
    void mapsTheClassDataArchiveThatTheBuildRecorded() {
        tap("up");
        assertThat(tap("app").out()).doesNotContain("Archive");
        stage.write(project.resolve("main/target/tap.jsa"), "");
        assertThat(tap("app").out()).contains("-XX:SharedArchiveFile=" + project + "/main/target/tap.jsa");
        stage.with("TAP_ARCHIVE_CLASSES", "yes");
        assertThat(tap("app").out())
                .contains("-XX:ArchiveClassesAtExit=" + project + "/main/target/tap.jsa")
                .doesNotContain("SharedArchiveFile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C", "POSIX", "xx_XX.UTF-8"})
    void givesTheJvmAUtf8LocaleThatIsInstalled(String locale) {
        // glibc's answers: a locale that is named but not installed is no better than C
        stage.program("locale", "case ${LC_ALL:-$LANG} in C.UTF-8) echo UTF-8 ;; *) echo ANSI_X3.4-1968 ;; esac");
        stage.with("LANG", locale);
        assertThat(tap("up").out()).contains("LC_ALL=C.UTF-8");
    }

    @Test
    void givesTheJvmAnotherUtf8LocaleWhereThatOfCIsMissing() {
        stage.program("locale", "case $LC_ALL in en_US.UTF-8) echo UTF-8 ;; *) echo ANSI_X3.4-1968 ;; esac");
        assertThat(tap("up").out()).contains("LC_ALL=en_US.UTF-8");
    }

    @Test
    void leavesTheCallersUtf8LocaleAsItIs() {
        stage.program("locale", "echo UTF-8");
        stage.with("LC_ALL", "de_DE.UTF-8");
        assertThat(tap("up").out()).contains("LC_ALL=de_DE.UTF-8");
    }

    @Test
    void saysThatAFolderWithAnUmlautNeedsAUtf8Locale() throws IOException {
        stage.program("locale", "echo ANSI_X3.4-1968");
        Program.Result result = run(copy("Köln"), "up");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("needs a UTF-8 locale: install C.UTF-8 or en_US.UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a\"b", "a\\b"})
    void refusesAFolderThatJavaOrNodeCannotTake(String name) throws IOException {
        Program.Result result = run(copy(name), "up");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("tap: the folder ").contains(name).contains("rename it");
    }

    @Test
    void keepsJsiiFromAHomeThatDoesNotExist() {
        stage.with("HOME", stage.home());
        assertThat(tap("up").out()).contains("JSII_RUNTIME_PACKAGE_CACHE=\n");
        stage.with("HOME", folder.resolve("nowhere"));
        assertThat(tap("up").out()).contains("JSII_RUNTIME_PACKAGE_CACHE=disabled\n");
    }

    @Test
    void keepsADebuggerFromWaitingWhereTheVersionIsAsked() {
        stage.with("JAVA_TOOL_OPTIONS", "-agentlib:jdwp=suspend=y");
        stage.program(
                "java",
                "[ \"$1\" != -version ] || [ -z \"$JAVA_TOOL_OPTIONS\" ] || exit 1",
                "[ \"$1\" != -version ] || { echo 'openjdk version \"17.0.15\"' >&2; exit 0; }",
                "echo \"JAVA_TOOL_OPTIONS=$JAVA_TOOL_OPTIONS\"");
        maven("[ -z \"$JAVA_TOOL_OPTIONS\" ]", built());
        assertThat(tap("up").out()).contains("JAVA_TOOL_OPTIONS=-agentlib:jdwp=suspend=y");
    }

    @Test
    void isFoundThroughALink() throws IOException {
        Path link = folder.resolve("link");
        Files.createSymbolicLink(link, project.resolve("tap"));
        assertThat(run(link, "up").out()).contains("-Dtap.root=" + project);
    }

    @Test
    void handsOverArgumentsAsTheyAre() {
        assertThat(tap("plan", "a b", "$HOME").out()).contains("<a b> <$HOME>");
    }

    /** The launcher in another folder. */
    private Path copy(String name) throws IOException {
        Path other = stage.make(folder.resolve(name));
        return Files.copy(project.resolve("tap"), other.resolve("tap"));
    }

    private Program.Result tap(String... arguments) {
        return run(project.resolve("tap"), arguments);
    }

    private Program.Result run(Path launcher, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return new Program(command, folder, stage.machine().environment()).run(Duration.ofSeconds(60));
    }

    private Path source() {
        return project.resolve("modules/src/main/java/A.java");
    }

    private void java(String version) {
        java(version, 3);
    }

    /** @param patched what a patch ends with: zero if it is done, else it is Maven's turn */
    private void java(String version, int patched) {
        stage.program(
                "java",
                "case $* in *build.Patch*) echo \"$*\"; exit " + patched + " ;; esac",
                "[ \"$1\" != -version ] || { echo 'openjdk version \"" + version + "\" 2026-01-01' >&2; exit 0; }",
                "echo \"NODE_OPTIONS=$NODE_OPTIONS\"",
                "echo \"LC_ALL=$LC_ALL\"",
                "echo \"JSII_RUNTIME_PACKAGE_CACHE=$JSII_RUNTIME_PACKAGE_CACHE\"",
                "echo \"$*\"",
                "printf '<%s> ' \"$@\"");
    }

    private void module(String module) {
        stage.write(project.resolve(module).resolve("pom.xml"), "<project/>");
        stage.write(project.resolve(module).resolve("src/main/java/B.java"), "class B {}");
        if (module.split("/").length == 3) {
            stage.write(project.resolve(module).resolve("target/function.jar"), "");
        }
    }

    private Path classes(String module) {
        return project.resolve(module).resolve("target/tap-classes/A.class");
    }

    /** All that the last build said. */
    private String log() {
        try {
            return Files.readString(project.resolve("main/target/build.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void maven(String... script) {
        stage.program("mvn", script);
    }

    private static String built() {
        return "mkdir -p main/target/lib main/lambda-runtime/target"
                + " && touch main/target/lib/io.tapstack.tapstack-main.jar"
                + " main/lambda-runtime/target/lambda-runtime.jar";
    }

    private static String quoted(Path path) {
        return "'" + path + "'";
    }

    private static void age(Path... files) throws IOException {
        for (Path file : files) {
            Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
        }
    }

    /** The script's own tools, linked into a folder where no mvn is. */
    private Path toolsWithoutMaven() throws IOException {
        Path tools = stage.make(folder.resolve("tools"));
        for (String tool : List.of("sh", "dirname", "readlink", "sed", "head", "find", "mkdir", "cat", "rm", "grep")) {
            for (String place : List.of("/usr/bin/", "/bin/")) {
                if (Files.exists(Path.of(place + tool)) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), Path.of(place + tool));
                }
            }
        }
        return tools;
    }
}
