package io.tapstack.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tapstack.modules.awsconfig.RecorderSettings;
import io.tapstack.modules.cognito.SignIn;
import io.tapstack.modules.cognito.ThreatProtection;
import io.tapstack.modules.core.Problem;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.network.Nat;
import io.tapstack.modules.rds.Availability;
import io.tapstack.modules.rds.DatabaseMonitoring;
import io.tapstack.modules.s3.Lifecycle;
import io.tapstack.modules.s3.ObjectLockSettings;
import io.tapstack.modules.securityhub.SecurityHubSettings.Standard;
import io.tapstack.modules.systems.security.RemediationSettings;
import io.tapstack.modules.systems.security.Severity;
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
            // The other weakening of the same part needs it to be there.
            boolean partIsGone = values[1].equals(Optional.empty())
                    && (((String) values[0]).endsWith(".waf") || ((String) values[0]).endsWith(".trailLock"));
            weak = partIsGone ? weak : Changes.with(weak, (String) values[0], values[1]);
        }
        assertThat(problems(weak)).hasSize((int) weakenings().count() - 4);
    }

    static Stream<Arguments> weakenings() {
        String atLeastAYear = " must be at least 365 in production, got 90";
        return Stream.of(
                arguments(
                        "security.database.availability",
                        Availability.SINGLE_AZ,
                        "prod.security.database.availability must be MULTI_AZ, got SINGLE_AZ"),
                arguments("security.database.logs", new Retention(90), "prod.security.database.logs" + atLeastAYear),
                arguments(
                        "security.database.monitoring",
                        DatabaseMonitoring.STANDARD,
                        "prod.security.database.monitoring must be ENHANCED, got STANDARD"),
                arguments(
                        "security.database.protection",
                        Protection.DISPOSABLE,
                        "prod.security.database.protection must be PROTECTED, got DISPOSABLE"),
                arguments(
                        "security.database.backups.retentionDays",
                        6,
                        "prod.security.database.backups.retentionDays must be at least 7 in production, got 6"),
                arguments(
                        "security.network.flowLogRetention",
                        new Retention(90),
                        "prod.security.network.flowLogRetention" + atLeastAYear),
                arguments(
                        "security.network.zones",
                        List.of("a", "b"),
                        "prod.security.network.zones must be at least 3 in production, got 2"),
                arguments(
                        "security.data.protection",
                        Protection.DISPOSABLE,
                        "prod.security.data.protection must be PROTECTED, got DISPOSABLE"),
                arguments(
                        "security.data.keys.protection",
                        Protection.DISPOSABLE,
                        "prod.security.data.keys.protection must be PROTECTED, got DISPOSABLE"),
                arguments(
                        "security.data.keys.deletionWindowDays",
                        29,
                        "prod.security.data.keys.deletionWindowDays must be at least 30 in production, got 29"),
                arguments(
                        "security.data.trailLock",
                        Optional.empty(),
                        "prod.security.data.trailLock must be set: the trail's files are immutable, got none"),
                arguments(
                        "security.data.trailLock",
                        Optional.of(new ObjectLockSettings(ObjectLockSettings.Mode.COMPLIANCE, 90)),
                        "prod.security.data.trailLock.days" + atLeastAYear),
                arguments(
                        "security.data.trail",
                        Lifecycle.expire(90),
                        "prod.security.data.trail.afterDays" + atLeastAYear),
                arguments(
                        "security.data.config",
                        Lifecycle.expire(90),
                        "prod.security.data.config.afterDays" + atLeastAYear),
                arguments(
                        "security.watch.trail.logs",
                        new Retention(90),
                        "prod.security.watch.trail.logs" + atLeastAYear),
                arguments(
                        "security.watch.trail.objectEvents",
                        List.of(),
                        "prod.security.watch.trail.objectEvents must be not empty: calls on audit records are recorded, "
                                + "got []"),
                arguments(
                        "security.watch.recorder.frequency",
                        RecorderSettings.Frequency.DAILY,
                        "prod.security.watch.recorder.frequency must be CONTINUOUS, got DAILY"),
                arguments(
                        "security.watch.guardDuty.features",
                        List.of(),
                        "prod.security.watch.guardDuty.features must be at least S3_DATA_EVENTS, got none"),
                arguments(
                        "security.watch.securityHub.standards",
                        List.of(Standard.FSBP),
                        "prod.security.watch.securityHub.standards must be all of [FSBP, CIS_5_0, PCI_4_0_1], got [FSBP]"),
                arguments(
                        "security.watch.findings.from",
                        Severity.HIGH,
                        "prod.security.watch.findings.from must be LOW or MEDIUM, got HIGH"),
                arguments(
                        "security.functions.secret.protection",
                        Protection.DISPOSABLE,
                        "prod.security.functions.secret.protection must be PROTECTED, got DISPOSABLE"),
                arguments(
                        "security.functions.secret.rotationDays",
                        31,
                        "prod.security.functions.secret.rotationDays must be at most 30 in production, got 31"),
                arguments(
                        "security.functions.secret.recoveryWindowDays",
                        29,
                        "prod.security.functions.secret.recoveryWindowDays must be at least 30 in production, got 29"),
                arguments(
                        "security.functions.fixes.mode",
                        RemediationSettings.Mode.DRY_RUN,
                        "prod.security.functions.fixes.mode must be FIX, got DRY_RUN"),
                arguments(
                        "payments.database.availability",
                        Availability.SINGLE_AZ,
                        "prod.payments.database.availability must be MULTI_AZ, got SINGLE_AZ"),
                arguments("payments.database.logs", new Retention(90), "prod.payments.database.logs" + atLeastAYear),
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
                        Optional.of(new WafSettings(2000, 100, new Retention(90))),
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
                        Optional.of(new WafSettings(2000, 100, new Retention(90))),
                        "prod.loyalty.api.waf.logs" + atLeastAYear),
                arguments(
                        "loyalty.api.rest.accessLogs",
                        new Retention(90),
                        "prod.loyalty.api.rest.accessLogs" + atLeastAYear),
                arguments(
                        "portal.database.protection",
                        Protection.DISPOSABLE,
                        "prod.portal.database.protection must be PROTECTED, got DISPOSABLE"),
                arguments(
                        "portal.data.protection",
                        Protection.DISPOSABLE,
                        "prod.portal.data.protection must be PROTECTED, got DISPOSABLE"),
                arguments(
                        "portal.data.keys.protection",
                        Protection.DISPOSABLE,
                        "prod.portal.data.keys.protection must be PROTECTED, got DISPOSABLE"),
                arguments(
                        "portal.functions.secret.protection",
                        Protection.DISPOSABLE,
                        "prod.portal.functions.secret.protection must be PROTECTED, got DISPOSABLE"),
                arguments(
                        "portal.edge.originToken.protection",
                        Protection.DISPOSABLE,
                        "prod.portal.edge.originToken.protection must be PROTECTED, got DISPOSABLE"),
                arguments(
                        "portal.application.protection",
                        Protection.DISPOSABLE,
                        "prod.portal.application.protection must be PROTECTED, got DISPOSABLE"),
                arguments(
                        "portal.database.availability",
                        Availability.SINGLE_AZ,
                        "prod.portal.database.availability must be MULTI_AZ, got SINGLE_AZ"),
                arguments("portal.database.logs", new Retention(90), "prod.portal.database.logs" + atLeastAYear),
                arguments(
                        "portal.database.monitoring",
                        DatabaseMonitoring.STANDARD,
                        "prod.portal.database.monitoring must be ENHANCED, got STANDARD"),
                arguments(
                        "portal.database.backups.retentionDays",
                        6,
                        "prod.portal.database.backups.retentionDays must be at least 7 in production, got 6"),
                arguments(
                        "portal.network.vpc.flowLogRetention",
                        new Retention(90),
                        "prod.portal.network.vpc.flowLogRetention" + atLeastAYear),
                arguments(
                        "portal.network.vpc.zones",
                        List.of("a", "b"),
                        "prod.portal.network.vpc.zones must be at least 3 in production, got 2"),
                arguments("portal.network.nat", Nat.ONE, "prod.portal.network.nat must be ONE_PER_ZONE, got ONE"),
                arguments(
                        "portal.data.keys.deletionWindowDays",
                        29,
                        "prod.portal.data.keys.deletionWindowDays must be at least 30 in production, got 29"),
                arguments(
                        "portal.data.requestLogs",
                        Lifecycle.expire(90),
                        "prod.portal.data.requestLogs.afterDays" + atLeastAYear),
                arguments(
                        "portal.functions.secret.rotationDays",
                        31,
                        "prod.portal.functions.secret.rotationDays must be at most 30 in production, got 31"),
                arguments(
                        "portal.functions.secret.recoveryWindowDays",
                        29,
                        "prod.portal.functions.secret.recoveryWindowDays must be at least 30 in production, got 29"),
                arguments(
                        "portal.edge.waf",
                        Optional.empty(),
                        "prod.portal.edge.waf must be set: production has a web firewall, got none"),
                arguments(
                        "portal.edge.waf",
                        Optional.of(new WafSettings(2000, 100, new Retention(90))),
                        "prod.portal.edge.waf.logs" + atLeastAYear),
                arguments("portal.application.logs", new Retention(90), "prod.portal.application.logs" + atLeastAYear),
                arguments(
                        "portal.application.fleet.capacity.least",
                        1,
                        "prod.portal.application.fleet.capacity.least must be at least 2 in production, got 1"));
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                arguments("security.data.trail", Lifecycle.expire(365)),
                arguments("security.functions.secret.rotationDays", 30),
                arguments("security.watch.findings.from", Severity.MEDIUM),
                arguments("payments.database.backups.retentionDays", 7),
                arguments("payments.api.rest.accessLogs", new Retention(365)),
                arguments("payments.network.flowLogRetention", new Retention(365)),
                arguments("payments.database.logs", new Retention(365)),
                arguments("payments.network.zones", List.of("a", "b", "c")));
    }

    private static List<String> problems(EnvironmentDefinition definition) {
        Problems problems = Problems.in("");
        problems.check("prod", definition);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
