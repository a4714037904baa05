package io.tapstack.modules.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Problems;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B6")
@Tag("C4")
final class FleetSettingsTest {
    private static final Duration WARM_UP = Duration.ofMinutes(3);

    @ParameterizedTest
    @ValueSource(strings = {"t4g.small", "m7g.large", "c7gn.4xlarge", "r8gd.metal"})
    void acceptsGravitonTypes(String type) {
        assertThat(problems(settings(type, new CapacitySettings(2, 6), new ScalingSettings(70, 25, 600))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"t3.small", "m7i.large", "t4g", ""})
    void refusesTypesThatTheImageDoesNotRunOn(String type) {
        assertThat(problems(settings(type, new CapacitySettings(2, 6), new ScalingSettings(70, 25, 600))))
                .containsExactly("fleet.instanceType must be an instance type with Graviton such as t4g.small, got \""
                        + type + '"');
    }

    @Test
    void refusesToShrinkIntoGrowing() {
        assertThat(problems(settings("t4g.small", new CapacitySettings(2, 6), new ScalingSettings(60, 31, 600))))
                .containsExactly("fleet.scaling.cpuLowPercent must be at most half of cpuHighPercent 60, got 31");
    }

    @Test
    void reportsEveryProblemAtOnce() {
        assertThat(problems(new FleetSettings(
                        "t4g.small",
                        7,
                        new CapacitySettings(3, 2),
                        new ScalingSettings(96, 48, 0),
                        Duration.ofSeconds(29))))
                .containsExactly(
                        "fleet.volumeGiB must be 8..1000, got 7",
                        "fleet.capacity.most must be 3..100, got 2",
                        "fleet.scaling.cpuHighPercent must be 20..95, got 96",
                        "fleet.scaling.cpuLowPercent must be 1..47, got 48",
                        "fleet.scaling.requestsPerMinute must be 1..1000000, got 0",
                        "fleet.warmUp must be PT30S..PT30M, got PT29S");
    }

    @Test
    void refusesAFleetOfNone() {
        assertThat(problems(settings("t4g.small", new CapacitySettings(0, 0), new ScalingSettings(70, 25, 600))))
                .containsExactly(
                        "fleet.capacity.least must be 1..100, got 0", "fleet.capacity.most must be 1..100, got 0");
    }

    private static FleetSettings settings(String type, CapacitySettings capacity, ScalingSettings scaling) {
        return new FleetSettings(type, 20, capacity, scaling, WARM_UP);
    }

    private static List<String> problems(FleetSettings settings) {
        Problems problems = Problems.in("fleet");
        settings.check(problems);
        return problems.found().stream().map(Object::toString).toList();
    }
}
