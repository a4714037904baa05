package io.tapstack.modules.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Problem;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.core.Settings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C4")
@Tag("C13")
final class FunctionSettingsTest {
    private static final Retention LOGS = new Retention(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Test
    void acceptsTheSmallestAndTheLargest() {
        assertThat(problems(new FunctionSettings(128, Duration.ofSeconds(1), 1, LOGS)))
                .isEmpty();
        assertThat(problems(new FunctionSettings(10_240, Duration.ofMinutes(15), 1000, LOGS)))
                .isEmpty();
    }

    @Test
    void refusesTooLittleMemory() {
        assertThat(problems(new FunctionSettings(127, TIMEOUT, 10, LOGS)))
                .containsExactly("function.memoryMiB must be 128..10240, got 127");
    }

    @Test
    void refusesMoreThanAQuarterOfAnHour() {
        assertThat(problems(new FunctionSettings(512, Duration.ofSeconds(901), 10, LOGS)))
                .containsExactly("function.timeout must be PT1S..PT15M, got PT15M1S");
    }

    @Test
    void refusesToShareTheAccountsConcurrency() {
        assertThat(problems(new FunctionSettings(512, TIMEOUT, -1, LOGS)))
                .containsExactly("function.reservedConcurrency must be 1..1000, got -1");
    }

    @Test
    @Tag("C8")
    void refusesARetentionThatAwsDoesNotKnow() {
        assertThat(problems(new FunctionSettings(512, TIMEOUT, 10, new Retention(8))))
                .singleElement()
                .asString()
                .startsWith("function.logs.days must be one of 1, 3, 5, 7,")
                .endsWith(", got 8");
    }

    @Test
    @Tag("P4")
    void acceptsABoundedStreamTrigger() {
        assertThat(problems(new StreamTriggerSettings(1, Duration.ZERO, 0, Duration.ofMinutes(1), 1)))
                .isEmpty();
        assertThat(problems(new StreamTriggerSettings(10_000, Duration.ofMinutes(5), 100, Duration.ofHours(24), 10)))
                .isEmpty();
    }

    @Test
    @Tag("P4")
    void refusesAStreamTriggerThatWouldBlockForEver() {
        assertThat(problems(new StreamTriggerSettings(0, Duration.ofMinutes(6), -1, Duration.ofHours(25), 11)))
                .containsExactly(
                        "function.batchSize must be 1..10000, got 0",
                        "function.batchingWindow must be PT0S..PT5M, got PT6M",
                        "function.retries must be 0..100, got -1",
                        "function.maximumRecordAge must be PT1M..PT24H, got PT25H",
                        "function.parallelization must be 1..10, got 11");
    }

    private static List<String> problems(Settings settings) {
        Problems problems = Problems.in("function");
        settings.check(problems);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
