package io.tapstack.environments;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.lambda.FunctionSettings;
import io.tapstack.modules.observability.ApiThresholds;
import io.tapstack.modules.observability.DatabaseThresholds;
import io.tapstack.modules.observability.FunctionThresholds;
import io.tapstack.modules.rds.DatabaseSettings;
import io.tapstack.modules.systems.loyalty.LoyaltyFunctionSettings;
import io.tapstack.modules.systems.loyalty.LoyaltySettings;
import io.tapstack.modules.systems.loyalty.LoyaltyThresholds;
import io.tapstack.modules.systems.payments.PaymentsFunctionSettings;
import io.tapstack.modules.systems.payments.PaymentsSettings;
import io.tapstack.modules.systems.payments.PaymentsThresholds;
import io.tapstack.modules.systems.portal.PortalApplicationSettings;
import io.tapstack.modules.systems.portal.PortalSettings;
import io.tapstack.modules.systems.security.SecuritySettings;
import java.time.Duration;

/**
 * An alarm's threshold can be reached (P11): other settings of the same environment limit what its metric can be. A
 * metric of exactly the limit raises no alarm, so a threshold stays below.
 */
final class AlarmRules {
    /** When API Gateway gives up; see {@link ApiThresholds}. */
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(29);

    private AlarmRules() {}

    static void check(EnvironmentDefinition environment, Problems problems) {
        check(environment.security(), problems.at("security.thresholds"));
        check(environment.payments(), problems.at("payments.thresholds"));
        check(environment.loyalty(), problems.at("loyalty.thresholds"));
        check(environment.portal(), problems.at("portal.thresholds"));
    }

    /** Rotation signs in with one user after the other. */
    private static void check(SecuritySettings security, Problems problems) {
        FunctionSettings rotation = security.functions().rotation();
        check(
                security.thresholds().database(),
                security.database(),
                rotation.reservedConcurrency(),
                problems.at("database"));
        check(security.thresholds().rotationFunction(), rotation, problems.at("rotationFunction"));
        check(
                security.thresholds().remediationFunction(),
                security.functions().remediation(),
                problems.at("remediationFunction"));
    }

    /** Each execution environment of a function has one connection. */
    private static void check(PaymentsSettings payments, Problems problems) {
        PaymentsFunctionSettings functions = payments.functions();
        PaymentsThresholds thresholds = payments.thresholds();
        check(
                thresholds.database(),
                payments.database(),
                functions.ledger().reservedConcurrency()
                        + functions.migrations().reservedConcurrency(),
                problems.at("database"));
        check(thresholds.apiFunction(), functions.api(), problems.at("apiFunction"));
        check(thresholds.ledgerFunction(), functions.ledger(), problems.at("ledgerFunction"));
        iteratorAge(thresholds.ledgerFunction(), functions.stream().maximumRecordAge(), problems.at("ledgerFunction"));
        check(thresholds.api(), functions.api(), problems.at("api"));
    }

    private static void check(LoyaltySettings loyalty, Problems problems) {
        LoyaltyFunctionSettings functions = loyalty.functions();
        LoyaltyThresholds thresholds = loyalty.thresholds();
        check(thresholds.apiFunction(), functions.api(), problems.at("apiFunction"));
        check(thresholds.expiryFunction(), functions.expiry(), problems.at("expiryFunction"));
        iteratorAge(thresholds.expiryFunction(), functions.stream().maximumRecordAge(), problems.at("expiryFunction"));
        check(thresholds.offersFunction(), functions.offers(), problems.at("offersFunction"));
        check(thresholds.api(), functions.api(), problems.at("api"));
    }

    private static void check(PortalSettings portal, Problems problems) {
        int instances = portal.application().fleet().capacity().most();
        FunctionSettings rotation = portal.functions().rotation();
        check(
                portal.thresholds().database(),
                portal.database(),
                instances * PortalApplicationSettings.CONNECTIONS_OF_AN_INSTANCE
                        + rotation.reservedConcurrency()
                        + portal.functions().migrations().reservedConcurrency(),
                problems.at("database"));
        below(
                problems,
                "loadBalancer.unhealthyTargets",
                portal.thresholds().loadBalancer().unhealthyTargets(),
                instances,
                "the most instances");
        check(portal.thresholds().rotationFunction(), rotation, problems.at("rotationFunction"));
    }

    private static void check(
            DatabaseThresholds thresholds, DatabaseSettings database, int connections, Problems problems) {
        below(
                problems,
                "connections",
                thresholds.connections(),
                connections,
                "the most connections that functions and instances can open");
        below(
                problems,
                "freeStorageGiB",
                thresholds.freeStorageGiB(),
                database.storage().initialGiB(),
                "the storage");
    }

    private static void check(FunctionThresholds thresholds, FunctionSettings function, Problems problems) {
        below(problems, "duration", thresholds.duration(), function.timeout(), "the function's timeout");
    }

    private static void check(ApiThresholds thresholds, FunctionSettings function, Problems problems) {
        Duration longest = function.timeout().compareTo(LONGEST_REQUEST) < 0 ? function.timeout() : LONGEST_REQUEST;
        below(problems, "p99Latency", thresholds.p99Latency(), longest, "the longest request");
    }

    /** Older records are no longer read. */
    private static void iteratorAge(FunctionThresholds thresholds, Duration oldest, Problems problems) {
        thresholds
                .iteratorAge()
                .ifPresent(age -> below(problems, "iteratorAge", age, oldest, "the stream's maximumRecordAge"));
    }

    private static <T extends Comparable<T>> void below(
            Problems problems, String name, T threshold, T limit, String ofWhat) {
        problems.require(
                threshold.compareTo(limit) < 0, name, threshold, "below " + limit + ", " + ofWhat + ", to be reached");
    }
}
