package io.tapstack.modules.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C4")
final class ProblemsTest {
    private final Problems problems = Problems.in("prod");

    @Test
    void saysWhereWhatWasGotAndWhatIsAllowed() {
        problems.at("database").at("backups").range("retentionDays", 0, 1, 35);
        assertThat(messages()).containsExactly("prod.database.backups.retentionDays must be 1..35, got 0");
    }

    @Test
    void tellsAllProblemsInOneMessage() {
        problems.at("database").range("storageGiB", 10, 20, 65_536);
        problems.at("network").oneOf("days", 8, List.of(7, 30));
        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("""
                    invalid settings:
                      prod.database.storageGiB must be 20..65536, got 10
                      prod.network.days must be one of 7, 30, got 8\
                    """);
    }

    @Test
    void throwsNothingWhenNothingIsWrong() {
        problems.range("days", 1, 1, 35);
        problems.range("days", 35, 1, 35);
        assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
    }

    @Test
    void tellsAProblemOnceHoweverOftenItIsFound() {
        problems.range("days", 0, 1, 35);
        problems.range("days", 0, 1, 35);
        assertThat(messages()).containsExactly("prod.days must be 1..35, got 0");
    }

    @Test
    void comparesDurations() {
        problems.range("timeout", Duration.ofMinutes(16), Duration.ofSeconds(1), Duration.ofMinutes(15));
        problems.range("timeout", Duration.ofMinutes(15), Duration.ofSeconds(1), Duration.ofMinutes(15));
        problems.range("timeout", Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(15));
        assertThat(messages()).containsExactly("prod.timeout must be PT1S..PT15M, got PT16M");
    }

    @Test
    void quotesTextButNotItsAbsence() {
        Pattern digits = Pattern.compile("\\d+");
        problems.matches("accountId", "12a", digits, "digits");
        problems.matches("owner", null, digits, "digits");
        problems.matches("zone", "12", digits, "digits");
        assertThat(messages())
                .containsExactly("prod.accountId must be digits, got \"12a\"", "prod.owner must be digits, got null");
    }

    @Test
    void checksNestedSettingsUnderTheirName() {
        Settings broken = nested -> nested.require(false, "size", "tiny", "huge");
        problems.check("one", broken);
        problems.check("two", Optional.of(broken));
        problems.check("three", Optional.empty());
        assertThat(messages())
                .containsExactly("prod.one.size must be huge, got tiny", "prod.two.size must be huge, got tiny");
    }

    @Test
    void namesAValueWithoutANameOfItsOwnByItsPath() {
        problems.at("suffix").require(false, "", "x", "y");
        assertThat(messages()).containsExactly("prod.suffix must be y, got x");
    }

    @Test
    void refusesSettingsUnderTheNameThatTheReaderKnows() {
        assertThatThrownBy(() -> Problems.refuse("logs", new Retention(8)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith("invalid settings:\n  logs.days must be one of 1, 3, 5, 7, 14, ");
    }

    @Test
    void keepsTheProblemsApartForAProgram() {
        problems.range("days", 0, 1, 35);
        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOfSatisfying(InvalidSettings.class, e -> assertThat(e.problems())
                        .containsExactly(new Problem("prod.days", "1..35", "0")));
    }

    private List<String> messages() {
        return problems.found().stream().map(Problem::toString).toList();
    }
}
