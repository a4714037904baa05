package io.tapstack.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C8")
final class RetentionTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 30, 90, 365, 400, 3653})
    void acceptsTheDaysThatCloudWatchKnows(int days) {
        assertThat(problems(days).found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 8, 31, 366, 10_000})
    void refusesEveryOtherNumber(int days) {
        assertThat(problems(days).found()).singleElement().satisfies(problem -> assertThat(problem.toString())
                .startsWith("log.days must be one of 1, 3, 5, 7, ")
                .endsWith(", 3653, got " + days));
    }

    private static Problems problems(int days) {
        Problems problems = Problems.in("log");
        new Retention(days).check(problems);
        return problems;
    }
}
