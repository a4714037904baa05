package io.tapstack.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Problem;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.rds.Availability;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("C4")
final class EnvironmentDefinitionTest {
    @ParameterizedTest
    @MethodSource("io.tapstack.environments.Environments#all")
    void isValidAsItShips(EnvironmentDefinition definition) {
        assertThat(problems(definition)).isEmpty();
    }

    @Test
    void tellsEveryProblemWithItsPathFromTheEnvironmentDown() {
        EnvironmentDefinition wrong = Changes.with(
                Changes.with(Dev.definition(), "payments.database.backups.retentionDays", 0),
                "payments.functions.api.memoryMiB",
                64);
        assertThat(problems(wrong))
                .containsExactly(
                        "dev.payments.database.backups.retentionDays must be 1..35, got 0",
                        "dev.payments.functions.api.memoryMiB must be 128..10240, got 64");
    }

    @Test
    void asksLessOfOtherEnvironmentsThanOfProduction() {
        EnvironmentDefinition weak =
                Changes.with(Staging.definition(), "payments.database.availability", Availability.SINGLE_AZ);
        assertThat(problems(weak)).isEmpty();
    }

    private static List<String> problems(EnvironmentDefinition definition) {
        Problems problems = Problems.in("");
        problems.check(definition.environment().id(), definition);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
