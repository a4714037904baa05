package io.tapstack.environments;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.rds.Availability;
import io.tapstack.modules.rds.DatabaseMonitoring;
import io.tapstack.modules.rds.DatabaseSettings;
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
    }

    private static void check(PaymentsSettings payments, Problems problems) {
        check(payments.database(), problems.at("database"));

        Problems data = problems.at("data");
        protectedIn(data, payments.data().protection());
        protectedIn(data.at("keys"), payments.data().keys().protection());
        atLeast(data.at("keys"), "deletionWindowDays", payments.data().keys().deletionWindowDays(), 30);
        data.require(payments.data().auditLock().isPresent(), "auditLock", "none", "set: audit records are immutable");

        problems.at("api")
                .require(payments.api().waf().isPresent(), "waf", "none", "set: production has a web firewall");
        payments.api().waf().ifPresent(waf -> auditLogs(problems.at("api").at("waf"), "logs", waf.logs()));
        auditLogs(
                problems.at("api").at("rest"),
                "accessLogs",
                payments.api().rest().accessLogs());
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
