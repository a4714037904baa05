package io.tapstack.main.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConsoleTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void keepsResultsAndProgressApart() {
        Console console = console(false, null);
        console.say("working");
        console.result("done");
        assertThat(out).hasToString("done\n");
        assertThat(err).hasToString("working\n");
    }

    @Test
    void writesAStatusALineIntoALog() {
        Console console = console(false, null);
        console.status("a", "1 of 2");
        console.status("a", "2 of 2");
        assertThat(err).hasToString("  a: 1 of 2\n  a: 2 of 2\n");
    }

    @Test
    void rewritesTheStatusOnATerminal() {
        Console console = console(true, null);
        console.status("a", "1 of 2");
        console.status("b", "x");
        console.endStatus("a");
        console.say("done");
        assertThat(err).hasToString("  a: 1 of 2\r\u001b[K  a: 1 of 2  b: x\r\u001b[Kdone\n");
    }

    @Test
    void cutsAStatusThatWouldNotFitIntoALine() {
        console(true, null).status("a", "x".repeat(500));
        assertThat(err.toString()).hasSizeLessThan(120).endsWith("…");
    }

    @Test
    void takesOnlyYesForYes() {
        assertThat(console(true, "yes\n").confirm("Sure?")).isTrue();
        assertThat(console(true, "y\n").confirm("Sure?")).isFalse();
        assertThat(console(true, "").confirm("Sure?")).isFalse();
        assertThat(console(true, null).confirm("Sure?")).isFalse();
    }

    @Test
    void showsAFailureWithItsAdvice() {
        console(false, null).fail(new Failure("broken", "mend it", "or buy a new one"));
        assertThat(err).hasToString("tap: broken\n     mend it\n     or buy a new one\n");
    }

    @Test
    void spellsTimes() {
        assertThat(Phases.words(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Phases.words(Duration.ofSeconds(60))).isEqualTo("1 min 00 s");
        assertThat(Phases.words(Duration.ofSeconds(125))).isEqualTo("2 min 05 s");
    }

    @Test
    void alignsColumnsAndLeavesNothingAtTheEnd() {
        assertThat(new Table().row("a", "b").row("long", "").row("x").lines())
                .isEqualTo(List.of("a     b", "long", "x"));
    }

    private Console console(boolean terminal, String answers) {
        return new Console(
                new PrintWriter(out),
                new PrintWriter(err),
                terminal,
                Optional.ofNullable(answers).map(text -> new BufferedReader(new StringReader(text))));
    }
}
