package io.tapstack.main.jsii;

import static io.tapstack.main.jsii.SynthesisProcess.LAZY_PROVIDER;
import static io.tapstack.main.jsii.SynthesisProcess.ONE_PROCESS;
import static io.tapstack.main.jsii.SynthesisProcess.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.jsii.SynthesisProcess.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code main/jsii/one-process.cjs}: one Node process does what jsii's two do. */
final class OneProcessTest {
    private static final String FIRST = "jsii-runtime.js";
    private static final String SECOND = "program.js";

    @TempDir
    private Path folder;

    @Test
    void everyStackIsTheSameByteForByte() throws IOException {
        assertThat(process("--preserve-symlinks").run().files()).isEqualTo(SynthesisProcess.expected());
        assertThat(loadedBy()).isEqualTo(FIRST);
    }

    @Test
    void anotherKernelIsStartedByTheRelay() throws IOException {
        run("--preserve-symlinks", resource("other-kernel.cjs")).isTheOneStackAsExpected();
        assertThat(loadedBy()).isEqualTo(SECOND);
    }

    @Test
    void withoutTheOptionThatTheKernelNeedsTheRelayStartsIt() throws IOException {
        run("").isTheOneStackAsExpected();
        assertThat(loadedBy()).isEqualTo(SECOND);
    }

    @Test
    void whatAConstructPrintsArrivesWhereItArrivesOtherwise() {
        Outcome two = run("", resource("printing.cjs"));
        Outcome one = run("--preserve-symlinks", resource("printing.cjs"));
        assertThat(one.said()).isEqualTo("größer\nals\n").isEqualTo(two.said());
        assertThat(one.complained()).isEqualTo("Null\n").isEqualTo(two.complained());
    }

    private Outcome run(String option, Path... more) {
        return process(option, more).ofOneStack().run();
    }

    /** The launcher's own combination, and more files before it. */
    private SynthesisProcess process(String option, Path... more) {
        List<Path> preloaded = new ArrayList<>(List.of(resource("count-loaded.cjs")));
        preloaded.addAll(List.of(more));
        preloaded.addAll(List.of(LAZY_PROVIDER, ONE_PROCESS));
        SynthesisProcess process = SynthesisProcess.plain(preloaded.toArray(Path[]::new));
        String options = option + ' ' + process.environment().get("NODE_OPTIONS");
        return process.with(Map.of("NODE_OPTIONS", options.strip(), "LOADED", loaded().toString()));
    }

    private Path loaded() {
        return folder.resolve("loaded");
    }

    /** The program in which the constructs ran. */
    private String loadedBy() throws IOException {
        return Files.readString(loaded()).split(" ", 2)[0];
    }
}
