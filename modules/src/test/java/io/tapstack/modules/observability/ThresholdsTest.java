package io.tapstack.modules.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Problem;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C4")
@Tag("P11")
final class ThresholdsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void acceptsUsualOnes() {
        assertThat(problems(new DatabaseThresholds(80, 5, 80, 256))).isEmpty();
        assertThat(problems(new FunctionThresholds(10, 5, Duration.ofSeconds(5), Optional.of(SECOND))))
                .isEmpty();
        assertThat(problems(new ApiThresholds(10, Optional.of(100), SECOND))).isEmpty();
        assertThat(problems(new TableThresholds(0, 0))).isEmpty();
    }

    @Test
    @Tag("L8")
    void refusesEmailThresholdsPastThoseOfAws() {
        assertThat(problems(new EmailThresholds(50, 10))).isEmpty();
        assertThat(problems(new EmailThresholds(101, 0)))
                .containsExactly(
                        "alarms.bouncesPerThousand must be 1..100, got 101",
                        "alarms.complaintsPerTenThousand must be 1..50, got 0");
    }

    @Test
    void refusesDatabaseThresholdsThatNeverGoOff() {
        assertThat(problems(new DatabaseThresholds(100, 0, 0, 15)))
                .containsExactly(
                        "alarms.cpuPercent must be 1..99, got 100",
                        "alarms.freeStorageGiB must be 1..1000, got 0",
                        "alarms.connections must be 1..5000, got 0",
                        "alarms.freeMemoryMiB must be 16..1048576, got 15");
    }

    @Test
    void refusesFunctionThresholdsBeyondWhatLambdaAllows() {
        assertThat(problems(new FunctionThresholds(-1, -1, Duration.ofMinutes(16), Optional.of(Duration.ofHours(25)))))
                .containsExactly(
                        "alarms.errors must be 0..100000, got -1",
                        "alarms.throttles must be 0..100000, got -1",
                        "alarms.duration must be PT0.001S..PT15M, got PT16M",
                        "alarms.iteratorAge must be PT1S..PT24H, got PT25H");
    }

    @Test
    void refusesApiThresholdsBeyondWhatApiGatewayAllows() {
        assertThat(problems(new ApiThresholds(-1, Optional.of(0), Duration.ofSeconds(30))))
                .containsExactly(
                        "alarms.serverErrors must be 0..100000, got -1",
                        "alarms.clientErrors must be 1..1000000, got 0",
                        "alarms.p99Latency must be PT0.001S..PT29S, got PT30S");
    }

    @Test
    @Tag("B8")
    void refusesLoadBalancerThresholdsBeyondWhatCloudFrontWaitsFor() {
        assertThat(problems(new LoadBalancerThresholds(0, 0, 0, SECOND, 0, 10))).isEmpty();
        assertThat(problems(new LoadBalancerThresholds(-1, -2, 101, Duration.ofSeconds(31), -3, -4)))
                .containsExactly(
                        "alarms.targetErrors must be 0..100000, got -1",
                        "alarms.ownErrors must be 0..100000, got -2",
                        "alarms.unhealthyTargets must be 0..100, got 101",
                        "alarms.p99ResponseTime must be PT0.001S..PT30S, got PT31S",
                        "alarms.rejectedConnections must be 0..100000, got -3",
                        "alarms.fixedResponses must be 0..100000, got -4");
    }

    @Test
    @Tag("B8")
    void refusesEdgeThresholdsThatNeverGoOff() {
        assertThat(problems(new EdgeThresholds(1))).isEmpty();
        assertThat(problems(new EdgeThresholds(100)))
                .containsExactly("alarms.serverErrorPercent must be 1..99, got 100");
    }

    @Test
    void refusesNegativeTableThresholds() {
        assertThat(problems(new TableThresholds(-1, -2)))
                .containsExactly(
                        "alarms.throttles must be 0..100000, got -1", "alarms.systemErrors must be 0..100000, got -2");
    }

    @Test
    void areCheckedAgainWhereTheyAreUsed() {
        assertThatThrownBy(
                        () -> TableAlarms.of("payments", "t", List.of(), List.of("Query"), new TableThresholds(-1, 0)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("payments.throttles must be 0..100000, got -1");
    }

    private static List<String> problems(Settings settings) {
        Problems problems = Problems.in("alarms");
        settings.check(problems);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
