package io.tapstack.modules.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Problem;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Retention;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C4")
@Tag("P8")
final class ApiSettingsTest {
    @Test
    void acceptsTheSmallestAndTheLargest() {
        assertThat(problems(new ApiSettings(1, 1, new Retention(365)))).isEmpty();
        assertThat(problems(new ApiSettings(10_000, 5000, new Retention(365)))).isEmpty();
    }

    @Test
    void refusesAnApiWithoutThrottling() {
        assertThat(problems(new ApiSettings(0, 5001, new Retention(365))))
                .containsExactly("api.ratePerSecond must be 1..10000, got 0", "api.burst must be 1..5000, got 5001");
    }

    @Test
    @Tag("C8")
    void refusesARetentionThatAwsDoesNotKnow() {
        assertThat(problems(new ApiSettings(100, 50, new Retention(366))))
                .singleElement()
                .asString()
                .startsWith("api.accessLogs.days must be one of 1, 3,")
                .endsWith(", got 366");
    }

    private static List<String> problems(ApiSettings settings) {
        Problems problems = Problems.in("api");
        settings.check(problems);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
