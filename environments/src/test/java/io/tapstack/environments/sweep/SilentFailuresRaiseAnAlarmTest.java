package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Failures that no caller notices have an alarm: events that reach neither target nor dead letters, requests
 * that are refused at the edge, and counts of functions where no service counts.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html">Monitoring Amazon EventBridge</a>:
 *     metrics of a rule on a bus of its own have two dimensions
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Types of metrics for Lambda
 *     functions</a>
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html">AWS WAF metrics and dimensions</a>
 */
@Tag("L8")
@Tag("C9")
@Tag("P11")
@Tag("B8")
final class SilentFailuresRaiseAnAlarmTest {
    private static final String ALARM = "aws_cloudwatch_metric_alarm";

    /** By system; an invocation that reports partial failures has none of Lambda's errors. */
    private static final Map<String, List<String>> COUNTED = Map.of(
            "payments", List.of("LedgerPoisonRecords", "LedgerStoppedBatches"),
            "loyalty",
                    List.of(
                            "LoyaltyPoisonRecords",
                            "LoyaltyStoppedBatches",
                            "LoyaltyEmailsUncertain",
                            "LoyaltyOfferRunsDone"),
            "portal", List.of("PortalRefused"),
            "security",
                    List.of(
                            "FindingsNotMailed",
                            "RemediationsLeftToPeople",
                            "RemediationsLimited",
                            "RemediationsNotUnderstood"));

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "payments-dev, ledger-function-stopped",
        "payments-dev, ledger-function-poison",
        "payments-dev, ledger-function-lost",
        "payments-prod, waf-blocked",
        "loyalty-dev, offers-to-topic-lost",
        "loyalty-dev, offers-schedule-lost",
        "loyalty-dev, offers-emails-uncertain",
        "loyalty-dev, offers-run-missing",
        "portal-dev, load-balancer-fixed-responses",
        "portal-prod, waf-blocked",
        "security-dev, guardduty-alerts-lost"
    })
    void canFail(String id, String alarm) {
        StackJson stack = SynthesizedStacks.shipped(id);
        assertThat(violations(stack.changed(json -> without(json, id + "-" + alarm))))
                .isNotEmpty();
    }

    private static List<String> violations(StackJson stack) {
        List<JsonNode> watched = watched(stack);
        List<String> all = new ArrayList<>();
        for (ResourceAssert rule : stack.all("aws_cloudwatch_event_rule")) {
            Map<String, String> dimensions = new TreeMap<>(Map.of("RuleName", "${" + rule.address() + ".name}"));
            if (rule.at("event_bus_name").isTextual()) {
                dimensions.put("EventBusName", rule.at("event_bus_name").asText());
            }
            need(all, watched, rule, "AWS/Events", "FailedInvocations", dimensions);
            need(all, watched, rule, "AWS/Events", "InvocationsFailedToBeSentToDlq", dimensions);
        }
        for (ResourceAssert function : stack.all("aws_lambda_function")) {
            Map<String, String> dimensions = Map.of("FunctionName", "${" + function.address() + ".function_name}");
            // Migrations run before an apply's end and fail it.
            if (isWatched(watched, "AWS/Lambda", "Errors", dimensions)) {
                need(all, watched, function, "AWS/Lambda", "DeadLetterErrors", dimensions);
                need(all, watched, function, "AWS/Lambda", "DestinationDeliveryFailures", dimensions);
            }
        }
        for (ResourceAssert balancer : stack.all("aws_lb")) {
            Map<String, String> dimensions = Map.of("LoadBalancer", "${" + balancer.address() + ".arn_suffix}");
            need(all, watched, balancer, "AWS/ApplicationELB", "HTTP_Fixed_Response_Count", dimensions);
        }
        for (ResourceAssert acl : stack.all("aws_wafv2_web_acl")) {
            Map<String, String> dimensions = new TreeMap<>(
                    Map.of("WebACL", acl.at("visibility_config/metric_name").asText(), "Rule", "ALL"));
            if (acl.at("scope").asText().equals("REGIONAL")) {
                dimensions.put(
                        "Region", stack.root().at("/provider/aws/0/region").asText());
            }
            need(all, watched, acl, "AWS/WAFV2", "BlockedRequests", dimensions);
        }
        for (String metric : COUNTED.getOrDefault(stack.system(), List.of())) {
            if (watched.stream().noneMatch(one -> is(one, "TapStack", metric))) {
                all.add(stack.id() + " counts " + metric + " without an alarm");
            }
        }
        return all;
    }

    private static void need(
            List<String> all,
            List<JsonNode> watched,
            ResourceAssert resource,
            String namespace,
            String name,
            Map<String, String> dimensions) {
        if (!isWatched(watched, namespace, name, dimensions)) {
            all.add(resource.address() + " has no alarm of " + name + " " + dimensions);
        }
    }

    private static boolean isWatched(
            List<JsonNode> watched, String namespace, String name, Map<String, String> dimensions) {
        return watched.stream()
                .filter(metric -> is(metric, namespace, name))
                .map(metric -> metric.path("dimensions"))
                .anyMatch(given -> given.size() == dimensions.size()
                        && dimensions.entrySet().stream()
                                .allMatch(
                                        one -> given.path(one.getKey()).asText().equals(one.getValue())));
    }

    private static boolean is(JsonNode metric, String namespace, String name) {
        return metric.path("namespace").asText().equals(namespace)
                && metric.path("metric_name").asText().equals(name);
    }

    /** The metrics of all alarms, alone or as a part of a sum. */
    private static List<JsonNode> watched(StackJson stack) {
        List<JsonNode> metrics = new ArrayList<>();
        for (JsonNode alarm : stack.root().at("/resource/" + ALARM)) {
            metrics.add(alarm);
            alarm.path("metric_query").forEach(query -> metrics.add(query.path("metric")));
        }
        return metrics;
    }

    private static void without(ObjectNode stack, String alarmName) {
        ObjectNode alarms = (ObjectNode) stack.at("/resource/" + ALARM);
        List<String> keys = new ArrayList<>();
        alarms.properties().forEach(alarm -> {
            if (alarm.getValue().path("alarm_name").asText().equals(alarmName)) {
                keys.add(alarm.getKey());
            }
        });
        assertThat(keys).as("alarms called %s", alarmName).hasSize(1);
        alarms.remove(keys);
    }
}
