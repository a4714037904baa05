package io.tapstack.modules.systems.payments;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.observability.AlarmSpec;
import io.tapstack.modules.observability.Alarms;
import io.tapstack.modules.observability.ApiAlarms;
import io.tapstack.modules.observability.Dashboard;
import io.tapstack.modules.observability.DatabaseAlarms;
import io.tapstack.modules.observability.FunctionAlarms;
import io.tapstack.modules.observability.QueueAlarms;
import io.tapstack.modules.observability.StreamAlarms;
import io.tapstack.modules.observability.TableAlarms;
import io.tapstack.modules.observability.WafAlarms;
import io.tapstack.modules.observability.Widget;
import io.tapstack.modules.observability.Widgets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/** Alarms (P11) and the dashboard (P12). */
final class PaymentsMonitoring {
    private PaymentsMonitoring() {}

    static void in(Construct scope, Deployment deployment, PaymentsThresholds thresholds, PaymentsParts parts) {
        List<AlarmSpec> alarms = alarms(deployment.account(), thresholds, parts);
        new Alarms(scope, "alarms", new Alarms.Props(deployment, parts.alerts().arn(), alarms));
        new Dashboard(scope, "dashboard", new Dashboard.Props(deployment, widgets(parts)));
    }

    private static List<AlarmSpec> alarms(Account account, PaymentsThresholds thresholds, PaymentsParts parts) {
        List<AlarmSpec> alarms = new ArrayList<>();
        alarms.addAll(DatabaseAlarms.of("database", parts.database().instanceId(), thresholds.database()));
        alarms.addAll(FunctionAlarms.of("api-function", parts.apiFunction().name(), thresholds.apiFunction()));
        alarms.addAll(FunctionAlarms.of("ledger-function", parts.ledger().name(), thresholds.ledgerFunction()));
        alarms.addAll(StreamAlarms.of(
                "ledger-function",
                "Ledger",
                parts.ledger().name(),
                thresholds.ledgerFunction().errors()));
        alarms.addAll(ApiAlarms.of(
                "rest-api", parts.api().rest().name(), parts.api().rest().stageName(), thresholds.api()));
        parts.api()
                .waf()
                .ifPresent(waf ->
                        alarms.addAll(WafAlarms.of(waf.name(), Optional.of(account.region()), waf.blockedRequests())));
        alarms.addAll(TableAlarms.of(
                "payments-table",
                parts.tables().payments().name(),
                List.of(PaymentsTables.USER_ID_INDEX, PaymentsTables.STATUS_INDEX),
                List.of("PutItem", "GetItem", "Query", "TransactWriteItems", "GetRecords"),
                thresholds.tables()));
        alarms.addAll(TableAlarms.of(
                "idempotency-table",
                parts.tables().idempotency().name(),
                List.of(),
                List.of("PutItem", "GetItem", "TransactWriteItems"),
                thresholds.tables()));
        alarms.addAll(QueueAlarms.of("failures", parts.failures().name()));
        return alarms;
    }

    private static List<Widget> widgets(PaymentsParts parts) {
        List<Widget> widgets = new ArrayList<>();
        widgets.addAll(Widgets.api(parts.api().rest().name(), parts.api().rest().stageName()));
        widgets.addAll(Widgets.functions(
                List.of(parts.apiFunction().name(), parts.ledger().name())));
        widgets.addAll(Widgets.table(parts.tables().payments().name()));
        widgets.addAll(Widgets.database(parts.database().instanceId()));
        widgets.addAll(Widgets.queues(List.of(parts.failures().name())));
        return widgets;
    }
}
