package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpectationsTest {
    private final Expectations expectations = new Expectations(Path.of("../docs"));

    @ParameterizedTest
    @ValueSource(strings = {"security", "payments", "loyalty", "portal"})
    void areInTheDocumentsForEverySystem(String system) {
        assertThat(expectations.monthlyCosts(system, "dev")).isPositive();
        assertThat(expectations.minutes(system)).isPositive();
    }

    @Test
    void addUpTheColumnOfTheEnvironment() {
        assertThat(expectations.monthlyCosts("payments", "dev")).isEqualTo(30 + 26 + 10);
        assertThat(expectations.words("payments", "dev")).startsWith("costs about 66 USD a month, 0.09 USD an hour");
    }
}
