package io.tapstack.main.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StackTraceTest {
    @TempDir
    private Path folder;

    @Test
    void leavesOutTheFramesOfJavaAndOfNode() {
        assertThat(StackTrace.without("""
            Exception: EACCES: mkdir '/x'
                at Object.mkdirSync (node:fs:1372:26)
            \tat io.tapstack.main.App.main(App.java:30)
            \t... 12 more
            Caused by: look at this
            """)).isEqualTo("Exception: EACCES: mkdir '/x'\nCaused by: look at this");
    }

    @Test
    void keepsAllOfItInAFile() {
        Path file = folder.resolve(".tap/trace.txt");
        assertThat(StackTrace.keep(new IllegalStateException("broken"), file)).isEqualTo("all of it is in " + file);
        assertThat(file)
                .content()
                .startsWith("java.lang.IllegalStateException: broken")
                .contains("\tat ");
    }

    @Test
    void saysHowToSeeItWhereNothingCanBeWritten() {
        assertThat(StackTrace.keep("all", Path.of("/dev/null/trace.txt")))
                .isEqualTo("TAPSTACK_TRACE=1 shows all of it");
    }
}
