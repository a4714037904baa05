package io.tapstack.environments;

import io.tapstack.modules.apigateway.PublicApiSettings;
import io.tapstack.modules.awsconfig.RecorderSettings.Frequency;
import io.tapstack.modules.cognito.SignIn;
import io.tapstack.modules.cognito.ThreatProtection;
import io.tapstack.modules.cognito.UserPoolSettings;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.kms.KeySettings;
import io.tapstack.modules.network.Nat;
import io.tapstack.modules.network.NetworkSettings;
import io.tapstack.modules.rds.Availability;
import io.tapstack.modules.rds.DatabaseMonitoring;
import io.tapstack.modules.rds.DatabaseSettings;
import io.tapstack.modules.s3.Lifecycle;
import io.tapstack.modules.secrets.RotationSettings;
import io.tapstack.modules.securityhub.SecurityHubSettings.Standard;
import io.tapstack.modules.systems.loyalty.LoyaltySettings;
import io.tapstack.modules.systems.payments.PaymentsSettings;
import io.tapstack.modules.systems.portal.PortalSettings;
import io.tapstack.modules.systems.security.RemediationSettings.Mode;
import io.tapstack.modules.systems.security.SecurityDataSettings;
import io.tapstack.modules.systems.security.SecurityFunctionSettings;
import io.tapstack.modules.systems.security.SecuritySettings;
import io.tapstack.modules.systems.security.SecurityWatchSettings;
import io.tapstack.modules.systems.security.Severity;
import io.tapstack.modules.waf.WafSettings;
import java.util.List;
import java.util.Optional;

/**
 * What production must not do without (C4). The one place that asks whether an environment is production: everything
 * else just takes the values it is given.
 */
final class ProductionRules {
    /** PCI DSS 4.0, 10.5.1: logs of sign-ins, changes and access are kept for 12 months. */
    private static final int AUDIT_DAYS = 365;

    private ProductionRules() {}

    static void check(EnvironmentDefinition prod, Problems problems) {
        check(prod.security(), problems.at("security"));
        check(prod.payments(), problems.at("payments"));
        check(prod.loyalty(), problems.at("loyalty"));
        check(prod.portal(), problems.at("portal"));
    }

    private static void check(SecuritySettings security, Problems problems) {
        check(security.database(), problems.at("database"));
        check(security.data(), problems.at("data"));
        check(security.watch(), problems.at("watch"));
        check(security.functions(), problems.at("functions"));
        check(security.network(), problems.at("network"));
    }

    private static void check(SecurityDataSettings data, Problems problems) {
        protectedIn(problems, data.protection());
        check(data.keys(), problems.at("keys"));
        problems.require(data.trailLock().isPresent(), "trailLock", "none", "set: the trail's files are immutable");
        data.trailLock().ifPresent(lock -> atLeast(problems.at("trailLock"), "days", lock.days(), AUDIT_DAYS));
        keptForAYear(problems, "trail", data.trail());
        keptForAYear(problems, "config", data.config());
    }

    private static void check(SecurityWatchSettings watch, Problems problems) {
        auditLogs(problems.at("trail"), "logs", watch.trail().logs());
        problems.require(
                !watch.trail().objectEvents().isEmpty(),
                "trail.objectEvents",
                watch.trail().objectEvents(),
                "not empty: calls on audit records are recorded");
        problems.require(
                watch.recorder().frequency() == Frequency.CONTINUOUS,
                "recorder.frequency",
                watch.recorder().frequency(),
                "CONTINUOUS");
        problems.require(
                !watch.guardDuty().features().isEmpty(), "guardDuty.features", "none", "at least S3_DATA_EVENTS");
        problems.require(
                watch.securityHub().standards().containsAll(List.of(Standard.values())),
                "securityHub.standards",
                watch.securityHub().standards(),
                "all of " + List.of(Standard.values()));
        problems.require(
                watch.findings().from().compareTo(Severity.MEDIUM) <= 0,
                "findings.from",
                watch.findings().from(),
                "LOW or MEDIUM");
    }

    private static void check(SecurityFunctionSettings functions, Problems problems) {
        check(functions.secret(), problems.at("secret"));
        problems.require(
                functions.fixes().mode() == Mode.FIX,
                "fixes.mode",
                functions.fixes().mode(),
                "FIX");
    }

    private static void check(PaymentsSettings payments, Problems problems) {
        check(payments.database(), problems.at("database"));

        Problems data = problems.at("data");
        protectedIn(data, payments.data().protection());
        check(payments.data().keys(), data.at("keys"));
        data.require(payments.data().auditLock().isPresent(), "auditLock", "none", "set: audit records are immutable");

        check(payments.api(), problems.at("api"));
        check(payments.network(), problems.at("network"));
    }

    private static void check(NetworkSettings network, Problems problems) {
        auditLogs(problems, "flowLogRetention", network.flowLogRetention());
        atLeast(problems, "zones", network.zones().size(), 3);
    }

    private static void check(DatabaseSettings database, Problems problems) {
        problems.require(
                database.availability() == Availability.MULTI_AZ, "availability", database.availability(), "MULTI_AZ");
        problems.require(
                database.monitoring() == DatabaseMonitoring.ENHANCED, "monitoring", database.monitoring(), "ENHANCED");
        protectedIn(problems, database.protection());
        auditLogs(problems, "logs", database.logs());
        atLeast(problems.at("backups"), "retentionDays", database.backups().retentionDays(), 7);
    }

    private static void check(LoyaltySettings loyalty, Problems problems) {
        Problems data = problems.at("data");
        protectedIn(data, loyalty.data().protection());
        check(loyalty.data().keys(), data.at("keys"));
        atLeast(data.at("events"), "archiveDays", loyalty.data().events().archiveDays(), 90);
        check(loyalty.users(), problems.at("users"));
        check(loyalty.api(), problems.at("api"));
    }

    private static void check(PortalSettings portal, Problems problems) {
        check(portal.network().vpc(), problems.at("network").at("vpc"));
        problems.require(
                portal.network().nat() == Nat.ONE_PER_ZONE,
                "network.nat",
                portal.network().nat(),
                "ONE_PER_ZONE");
        check(portal.database(), problems.at("database"));

        Problems data = problems.at("data");
        protectedIn(data, portal.data().protection());
        check(portal.data().keys(), data.at("keys"));
        keptForAYear(data, "requestLogs", portal.data().requestLogs());

        Problems edge = problems.at("edge");
        hasFirewall(edge, portal.edge().waf());
        protectedIn(edge.at("originToken"), portal.edge().originToken().protection());

        check(portal.functions().secret(), problems.at("functions").at("secret"));

        Problems application = problems.at("application");
        protectedIn(application, portal.application().protection());
        auditLogs(application, "logs", portal.application().logs());
        atLeast(
                application.at("fleet").at("capacity"),
                "least",
                portal.application().fleet().capacity().least(),
                2);
    }

    private static void check(RotationSettings secret, Problems problems) {
        protectedIn(problems, secret.protection());
        atMost(problems, "rotationDays", secret.rotationDays(), 30);
        atLeast(problems, "recoveryWindowDays", secret.recoveryWindowDays(), 30);
    }

    private static void check(UserPoolSettings users, Problems problems) {
        problems.require(users.signIn() == SignIn.SRP, "signIn", users.signIn(), "SRP");
        problems.require(
                users.threatProtection() == ThreatProtection.ENFORCED,
                "threatProtection",
                users.threatProtection(),
                "ENFORCED");
        protectedIn(problems, users.protection());
    }

    private static void check(KeySettings keys, Problems problems) {
        protectedIn(problems, keys.protection());
        atLeast(problems, "deletionWindowDays", keys.deletionWindowDays(), 30);
    }

    private static void check(PublicApiSettings api, Problems problems) {
        hasFirewall(problems, api.waf());
        auditLogs(problems.at("rest"), "accessLogs", api.rest().accessLogs());
    }

    private static void hasFirewall(Problems problems, Optional<WafSettings> waf) {
        problems.require(waf.isPresent(), "waf", "none", "set: production has a web firewall");
        waf.ifPresent(firewall -> auditLogs(problems.at("waf"), "logs", firewall.logs()));
    }

    private static void protectedIn(Problems problems, Protection protection) {
        problems.require(protection.isProtected(), "protection", protection, "PROTECTED");
    }

    private static void auditLogs(Problems problems, String name, Retention retention) {
        atLeast(problems, name, retention.days(), AUDIT_DAYS);
    }

    private static void keptForAYear(Problems problems, String name, Lifecycle lifecycle) {
        lifecycle.expireAfterDays().ifPresent(days -> atLeast(problems, name + ".afterDays", days, AUDIT_DAYS));
    }

    private static void atMost(Problems problems, String name, int got, int most) {
        problems.require(got <= most, name, got, "at most " + most + " in production");
    }

    private static void atLeast(Problems problems, String name, int got, int least) {
        problems.require(got >= least, name, got, "at least " + least + " in production");
    }
}
