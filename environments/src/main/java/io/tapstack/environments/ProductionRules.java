package io.tapstack.environments;

import io.tapstack.modules.apigateway.PublicApiSettings;
import io.tapstack.modules.cognito.SignIn;
import io.tapstack.modules.cognito.ThreatProtection;
import io.tapstack.modules.cognito.UserPoolSettings;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.kms.KeySettings;
import io.tapstack.modules.rds.Availability;
import io.tapstack.modules.rds.DatabaseMonitoring;
import io.tapstack.modules.rds.DatabaseSettings;
import io.tapstack.modules.systems.loyalty.LoyaltySettings;
import io.tapstack.modules.systems.payments.PaymentsSettings;

/**
 * What production must not do without (C4). The one place that asks whether an environment is production: everything
 * else just takes the values it is given.
 */
final class ProductionRules {
    private static final int AUDIT_DAYS = 365;

    private ProductionRules() {}

    static void check(EnvironmentDefinition prod, Problems problems) {
        check(prod.payments(), problems.at("payments"));
        check(prod.loyalty(), problems.at("loyalty"));
    }

    private static void check(PaymentsSettings payments, Problems problems) {
        check(payments.database(), problems.at("database"));

        Problems data = problems.at("data");
        protectedIn(data, payments.data().protection());
        check(payments.data().keys(), data.at("keys"));
        data.require(payments.data().auditLock().isPresent(), "auditLock", "none", "set: audit records are immutable");

        check(payments.api(), problems.at("api"));
        auditLogs(problems.at("network"), "flowLogRetention", payments.network().flowLogRetention());
        atLeast(problems.at("network"), "zones", payments.network().zones().size(), 3);
    }

    private static void check(DatabaseSettings database, Problems problems) {
        problems.require(
                database.availability() == Availability.MULTI_AZ, "availability", database.availability(), "MULTI_AZ");
        problems.require(
                database.monitoring() == DatabaseMonitoring.ENHANCED, "monitoring", database.monitoring(), "ENHANCED");
        protectedIn(problems, database.protection());
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
        problems.require(api.waf().isPresent(), "waf", "none", "set: production has a web firewall");
        api.waf().ifPresent(waf -> auditLogs(problems.at("waf"), "logs", waf.logs()));
        auditLogs(problems.at("rest"), "accessLogs", api.rest().accessLogs());
    }

    private static void protectedIn(Problems problems, Protection protection) {
        problems.require(protection.isProtected(), "protection", protection, "PROTECTED");
    }

    private static void auditLogs(Problems problems, String name, Retention retention) {
        atLeast(problems, name, retention.days(), AUDIT_DAYS);
    }

    private static void atLeast(Problems problems, String name, int got, int least) {
        problems.require(got >= least, name, got, "at least " + least + " in production");
    }
}
