package io.tapstack.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Problem;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.rds.Availability;
import io.tapstack.modules.s3.Lifecycle;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    void checksTheFoundationToo() {
        EnvironmentDefinition wrong = Changes.with(Dev.definition(), "foundation.accessLogs", Lifecycle.expire(0));
        assertThat(problems(wrong)).singleElement().asString().startsWith("dev.foundation.accessLogs.");
    }

    @Test
    void asksLessOfOtherEnvironmentsThanOfProduction() {
        EnvironmentDefinition weak =
                Changes.with(Staging.definition(), "payments.database.availability", Availability.SINGLE_AZ);
        assertThat(problems(weak)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 30", "1, 50, 60", "2, 100, 90"})
    @Tag("P5")
    @Tag("P6")
    void growsFromDevToProdAsRequired(int index, int concurrency, int glacierAfterDays) {
        EnvironmentDefinition definition = Environments.all().get(index);
        for (String function : List.of("payments.functions.api", "payments.functions.ledger")) {
            assertThat(Changes.at(definition, function + ".reservedConcurrency"))
                    .isEqualTo(concurrency);
            assertThat(Changes.at(definition, function + ".memoryMiB")).isEqualTo(512);
            assertThat(Changes.at(definition, function + ".timeout")).isEqualTo(Duration.ofSeconds(30));
        }
        assertThat(Changes.at(definition, "payments.data.audit"))
                .isEqualTo(Lifecycle.archive(glacierAfterDays, glacierAfterDays + 90, 90));
    }

    @ParameterizedTest
    @MethodSource("io.tapstack.environments.Environments#all")
    @Tag("P11")
    void raisesAlarmsAtTheRequiredThresholds(EnvironmentDefinition definition) {
        for (String function : List.of("payments.thresholds.apiFunction", "payments.thresholds.ledgerFunction")) {
            assertThat(Changes.at(definition, function + ".errors")).isEqualTo(10);
            assertThat(Changes.at(definition, function + ".throttles")).isEqualTo(5);
        }
        assertThat(Changes.at(definition, "payments.thresholds.api.serverErrors"))
                .isEqualTo(10);
    }

    private static List<String> problems(EnvironmentDefinition definition) {
        Problems problems = Problems.in("");
        problems.check(definition.environment().id(), definition);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
