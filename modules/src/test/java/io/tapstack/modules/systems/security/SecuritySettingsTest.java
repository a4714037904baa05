package io.tapstack.modules.systems.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Problem;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.core.Singleton;
import io.tapstack.modules.events.DeliverySettings;
import io.tapstack.modules.systems.security.RemediationSettings.Mode;
import io.tapstack.modules.systems.security.RemediationSettings.Scope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("C4")
final class SecuritySettingsTest {

    @ParameterizedTest
    @EnumSource
    void takesWhatIsRightInEveryAccount(Singleton singletons) {
        assertThat(problems(SecuritySamples.settings(singletons, Mode.FIX, Severity.LOW)))
                .isEmpty();
    }

    @Test
    @Tag("S9")
    void refusesMoreFixesAndMailsThanTheFunctionCounts() {
        assertThat(problems(new RemediationSettings(Mode.FIX, Scope.OPT_OUT, 0, 0)))
                .containsExactly(
                        "security.fixesPerResourceAndHour must be 1..1000, got 0",
                        "security.mailsPerHour must be 1..1000, got 0");
        assertThat(problems(new RemediationSettings(Mode.DRY_RUN, Scope.OPT_IN, 1001, 1001)))
                .containsExactly(
                        "security.fixesPerResourceAndHour must be 1..1000, got 1001",
                        "security.mailsPerHour must be 1..1000, got 1001");
    }

    @Test
    @Tag("S10")
    void refusesMorePatienceThanEventBridgeHas() {
        assertThat(problems(new FindingAlertSettings(Severity.LOW, new DeliverySettings(186, Duration.ofHours(1)))))
                .containsExactly("security.delivery.retries must be 0..185, got 186");
    }

    @ParameterizedTest
    @Tag("S10")
    @CsvSource({"LOW, 1, 4", "MEDIUM, 4, 3", "HIGH, 7, 2", "CRITICAL, 9, 1"})
    void knowsWhereASeverityBeginsForGuardDutyAndWhatIsWorse(Severity severity, int guardDuty, int labels) {
        assertThat(severity.guardDuty()).isEqualTo(guardDuty);
        assertThat(severity.andWorse())
                .hasSize(labels)
                .startsWith(severity.name())
                .endsWith("CRITICAL");
    }

    private static List<String> problems(Settings settings) {
        Problems problems = Problems.in("security");
        settings.check(problems);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
