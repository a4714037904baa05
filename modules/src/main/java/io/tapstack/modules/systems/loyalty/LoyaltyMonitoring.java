package io.tapstack.modules.systems.loyalty;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.events.TopicForwarding;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.observability.AlarmSpec;
import io.tapstack.modules.observability.Alarms;
import io.tapstack.modules.observability.ApiAlarms;
import io.tapstack.modules.observability.CountAlarms;
import io.tapstack.modules.observability.Dashboard;
import io.tapstack.modules.observability.EmailAlarms;
import io.tapstack.modules.observability.FunctionAlarms;
import io.tapstack.modules.observability.QueueAlarms;
import io.tapstack.modules.observability.RuleAlarms;
import io.tapstack.modules.observability.StreamAlarms;
import io.tapstack.modules.observability.TableAlarms;
import io.tapstack.modules.observability.TableThresholds;
import io.tapstack.modules.observability.WafAlarms;
import io.tapstack.modules.observability.Widget;
import io.tapstack.modules.observability.Widgets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/** Alarms and the dashboard (L8). */
final class LoyaltyMonitoring {
    private LoyaltyMonitoring() {}

    static void in(Construct scope, Deployment deployment, LoyaltyThresholds thresholds, LoyaltyParts parts) {
        List<AlarmSpec> alarms = alarms(deployment.account(), thresholds, parts);
        new Alarms(scope, "alarms", new Alarms.Props(deployment, parts.alerts().arn(), alarms));
        new Dashboard(scope, "dashboard", new Dashboard.Props(deployment, widgets(parts)));
    }

    private static List<AlarmSpec> alarms(Account account, LoyaltyThresholds thresholds, LoyaltyParts parts) {
        List<AlarmSpec> alarms = new ArrayList<>();
        alarms.addAll(FunctionAlarms.of("api-function", parts.apiFunction().name(), thresholds.apiFunction()));
        alarms.addAll(FunctionAlarms.ofSeldom("expiry-function", parts.expiry().name(), thresholds.expiryFunction()));
        alarms.addAll(FunctionAlarms.ofSeldom(
                "offers-function", parts.offersFunction().name(), thresholds.offersFunction()));
        alarms.addAll(StreamAlarms.of(
                "expiry-function",
                "Loyalty",
                parts.expiry().name(),
                thresholds.expiryFunction().errors()));
        alarms.addAll(offers(parts));
        alarms.addAll(ApiAlarms.of(
                "rest-api", parts.api().rest().name(), parts.api().rest().stageName(), thresholds.api()));
        parts.api()
                .waf()
                .ifPresent(waf ->
                        alarms.addAll(WafAlarms.of(waf.name(), Optional.of(account.region()), waf.blockedRequests())));
        alarms.addAll(tables(parts.tables(), thresholds.tables()));
        alarms.addAll(QueueAlarms.of("api-failures", parts.queues().api().name()));
        alarms.addAll(QueueAlarms.of("expiry-failures", parts.queues().expiry().name()));
        alarms.addAll(QueueAlarms.of("offers-failures", parts.queues().offers().name()));
        alarms.addAll(QueueAlarms.of("event-failures", parts.queues().events().name()));
        alarms.addAll(
                EmailAlarms.of("offers-email", parts.offers().sender().configurationSetName(), thresholds.email()));
        return alarms;
    }

    /** A run that does not start makes no error, and an e-mail that was perhaps sent is not sent again. */
    private static List<AlarmSpec> offers(LoyaltyParts parts) {
        String function = parts.offersFunction().name();
        TopicForwarding.Ref forwarding = parts.offers().forwarding();
        return List.of(
                CountAlarms.missing(
                        "offers-run-missing", "Finished runs of the day's offers", "LoyaltyOfferRunsDone", function),
                CountAlarms.of(
                        "offers-emails-uncertain",
                        "E-mails of which it is unknown whether they were sent",
                        "LoyaltyEmailsUncertain",
                        function),
                RuleAlarms.lost("offers-schedule", parts.offersSchedule().ruleName(), Optional.empty()),
                RuleAlarms.lost(forwarding.purpose(), forwarding.ruleName(), Optional.of(forwarding.busName())));
    }

    private static List<AlarmSpec> tables(LoyaltyTables tables, TableThresholds thresholds) {
        List<AlarmSpec> alarms = new ArrayList<>();
        alarms.addAll(TableAlarms.of(
                "members-table",
                tables.members().name(),
                List.of(LoyaltyTables.OFFERS_INDEX),
                List.of("GetItem", "PutItem", "Query", "TransactWriteItems"),
                thresholds));
        alarms.addAll(TableAlarms.of(
                "transactions-table",
                tables.transactions().name(),
                List.of(LoyaltyTables.MEMBER_ID_INDEX),
                List.of("GetItem", "Query", "TransactWriteItems", "GetRecords"),
                thresholds));
        alarms.addAll(TableAlarms.of(
                "idempotency-table",
                tables.idempotency().name(),
                List.of(),
                List.of("GetItem", "TransactWriteItems"),
                thresholds));
        alarms.addAll(TableAlarms.of(
                "offers-table",
                tables.offers().name(),
                List.of(),
                List.of("GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query"),
                thresholds));
        return alarms;
    }

    private static List<Widget> widgets(LoyaltyParts parts) {
        List<Widget> widgets = new ArrayList<>();
        widgets.addAll(Widgets.api(parts.api().rest().name(), parts.api().rest().stageName()));
        widgets.addAll(Widgets.functions(List.of(
                parts.apiFunction().name(),
                parts.expiry().name(),
                parts.offersFunction().name())));
        widgets.addAll(Widgets.table(parts.tables().members().name()));
        widgets.addAll(Widgets.table(parts.tables().transactions().name()));
        widgets.addAll(Widgets.email(parts.offers().sender().configurationSetName()));
        widgets.addAll(Widgets.queues(
                parts.queues().all().stream().map(Queue.Ref::name).toList()));
        return widgets;
    }
}
