package io.tapstack.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tapstack.modules.cognito.SignIn;
import io.tapstack.modules.cognito.ThreatProtection;
import io.tapstack.modules.core.Problem;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.rds.Availability;
import io.tapstack.modules.rds.DatabaseMonitoring;
import io.tapstack.modules.waf.WafSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Production minus one thing that it must not do without, for each of them. */
@Tag("C4")
final class ProductionRulesTest {
    @Test
    void findsNothingInProductionAsItShips() {
        assertThat(problems(Prod.definition())).isEmpty();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("weakenings")
    void refusesOneWeakSetting(String path, Object value, String problem) {
        assertThat(problems(Changes.with(Prod.definition(), path, value))).containsExactly(problem);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("limits")
    void acceptsTheLeastThatIsAllowed(String path, Object value) {
        assertThat(problems(Changes.with(Prod.definition(), path, value))).isEmpty();
    }

    @Test
    void refusesEveryWeakSettingAtOnce() {
        EnvironmentDefinition weak = Prod.definition();
        for (Arguments weakening : weakenings().toList()) {
            Object[] values = weakening.get();
            boolean insideTheFirewall = ((String) values[0]).endsWith(".api.waf")
                    && values[1].equals(Optional.empty()); // which the other weakening of it needs
            weak = insideTheFirewall ? weak : Changes.with(weak, (String) values[0], values[1]);
        }
        assertThat(problems(weak)).hasSize((int) weakenings().count() - 2);
    }

    static Stream<Arguments> weakenings() {
        String atLeastAYear = " must be at least 365 in production, got 90";
        return Stream.of(
                arguments(
                        "payments.database.availability",
                        Availability.SINGLE_AZ,
                        "prod.payments.database.availability must be MULTI_AZ, got SINGLE_AZ"),
                arguments(
                        "payments.database.monitoring",
                        DatabaseMonitoring.STANDARD,
                        "prod.payments.database.monitoring must be ENHANCED, got STANDARD"),
                arguments(
                        "payments.database.protection",
                        Protection.DISPOSABLE,
                        "prod.payments.database.protection must be PROTECTED, got DISPOSABLE"),
                arguments(
                        "payments.database.backups.retentionDays",
                        6,
                        "prod.payments.database.backups.retentionDays must be at least 7 in production, got 6"),
                arguments(
                        "payments.data.protection",
                        Protection.DISPOSABLE,
                        "prod.payments.data.protection must be PROTECTED, got DISPOSABLE"),
                arguments(
                        "payments.data.keys.protection",
                        Protection.DISPOSABLE,
                        "prod.payments.data.keys.protection must be PROTECTED, got DISPOSABLE"),
                arguments(
                        "payments.data.keys.deletionWindowDays",
                        29,
                        "prod.payments.data.keys.deletionWindowDays must be at least 30 in production, got 29"),
                arguments(
                        "payments.data.auditLock",
                        Optional.empty(),
                        "prod.payments.data.auditLock must be set: audit records are immutable, got none"),
                arguments(
                        "payments.api.waf",
                        Optional.empty(),
                        "prod.payments.api.waf must be set: production has a web firewall, got none"),
                arguments(
                        "payments.api.waf",
                        Optional.of(new WafSettings(2000, new Retention(90))),
                        "prod.payments.api.waf.logs" + atLeastAYear),
                arguments(
                        "payments.api.rest.accessLogs",
                        new Retention(90),
                        "prod.payments.api.rest.accessLogs" + atLeastAYear),
                arguments(
                        "payments.network.flowLogRetention",
                        new Retention(90),
                        "prod.payments.network.flowLogRetention" + atLeastAYear),
                arguments(
                        "payments.network.zones",
                        List.of("a", "b"),
                        "prod.payments.network.zones must be at least 3 in production, got 2"),
                arguments(
                        "loyalty.data.protection",
                        Protection.DISPOSABLE,
                        "prod.loyalty.data.protection must be PROTECTED, got DISPOSABLE"),
                arguments(
                        "loyalty.data.keys.protection",
                        Protection.DISPOSABLE,
                        "prod.loyalty.data.keys.protection must be PROTECTED, got DISPOSABLE"),
                arguments(
                        "loyalty.data.keys.deletionWindowDays",
                        29,
                        "prod.loyalty.data.keys.deletionWindowDays must be at least 30 in production, got 29"),
                arguments(
                        "loyalty.data.events.archiveDays",
                        89,
                        "prod.loyalty.data.events.archiveDays must be at least 90 in production, got 89"),
                arguments(
                        "loyalty.users.signIn",
                        SignIn.SRP_OR_PASSWORD,
                        "prod.loyalty.users.signIn must be SRP, got SRP_OR_PASSWORD"),
                arguments(
                        "loyalty.users.threatProtection",
                        ThreatProtection.AUDIT,
                        "prod.loyalty.users.threatProtection must be ENFORCED, got AUDIT"),
                arguments(
                        "loyalty.users.protection",
                        Protection.DISPOSABLE,
                        "prod.loyalty.users.protection must be PROTECTED, got DISPOSABLE"),
                arguments(
                        "loyalty.api.waf",
                        Optional.empty(),
                        "prod.loyalty.api.waf must be set: production has a web firewall, got none"),
                arguments(
                        "loyalty.api.waf",
                        Optional.of(new WafSettings(2000, new Retention(90))),
                        "prod.loyalty.api.waf.logs" + atLeastAYear),
                arguments(
                        "loyalty.api.rest.accessLogs",
                        new Retention(90),
                        "prod.loyalty.api.rest.accessLogs" + atLeastAYear));
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                arguments("payments.database.backups.retentionDays", 7),
                arguments("payments.api.rest.accessLogs", new Retention(365)),
                arguments("payments.network.flowLogRetention", new Retention(365)),
                arguments("payments.network.zones", List.of("a", "b", "c")));
    }

    private static List<String> problems(EnvironmentDefinition definition) {
        Problems problems = Problems.in("");
        problems.check("prod", definition);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
