package io.tapstack.modules.waf;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Problem;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Retention;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C4")
@Tag("P10")
final class WafSettingsTest {
    @Test
    void acceptsTheSmallestAndTheLargestRate() {
        assertThat(problems(new WafSettings(10, 100, new Retention(365)))).isEmpty();
        assertThat(problems(new WafSettings(2_000_000_000, 100, new Retention(365))))
                .isEmpty();
    }

    @Test
    void refusesARateThatWafDoesNotCount() {
        assertThat(problems(new WafSettings(9, 100, new Retention(365))))
                .containsExactly("waf.requestsPerFiveMinutes must be 10..2000000000, got 9");
    }

    @Test
    void refusesAnAlarmThatCannotBe() {
        assertThat(problems(new WafSettings(2000, -1, new Retention(365))))
                .containsExactly("waf.blockedRequests must be 0..1000000, got -1");
    }

    @Test
    void refusesARetentionThatAwsDoesNotKnow() {
        assertThat(problems(new WafSettings(2000, 100, new Retention(364))))
                .singleElement()
                .asString()
                .startsWith("waf.logs.days must be one of")
                .endsWith(", got 364");
    }

    private static List<String> problems(WafSettings settings) {
        Problems problems = Problems.in("waf");
        settings.check(problems);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
