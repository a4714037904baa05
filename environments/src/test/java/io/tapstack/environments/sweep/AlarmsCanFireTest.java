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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An alarm waits for something that can happen. A p99 of fewer than 1000 samples counts as one of few, on which CloudWatch
 * does not judge where it is told to ignore them; a function that runs seldom has a single sample in a period, and the
 * periods beside it have none.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html">
 *     Percentile-based alarms and low data samples</a>
 */
@Tag("L8")
@Tag("C9")
@Tag("P11")
final class AlarmsCanFireTest {
    private static final String ALARM = "aws_cloudwatch_metric_alarm";
    private static final String FUNCTION = "aws_lambda_function";

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "payments-dev, api-function-duration, evaluate_low_sample_count_percentiles, ignore",
        "payments-dev, api-function-duration, threshold, 30000",
        "loyalty-prod, offers-function-duration, threshold, 300000",
        "loyalty-prod, offers-function-duration, evaluation_periods, 3",
        "loyalty-prod, offers-function-duration, statistic, Average",
        "payments-prod, database-cpu, treat_missing_data, notBreaching"
    })
    void canFail(String id, String alarm, String attribute, String value) {
        StackJson stack = SynthesizedStacks.shipped(id);
        StackJson spoilt = stack.changed(json -> alarm(json, id + "-" + alarm).put(attribute, value));
        assertThat(violations(spoilt)).hasSize(1);
    }

    @Test
    void onlyFunctionsBehindAnApiOrAnUnfilteredStreamAreBusy() {
        StackJson prod = SynthesizedStacks.shipped("loyalty-prod");
        assertThat(prod.all(FUNCTION).stream().filter(one -> isBusy(prod, one)).map(ResourceAssert::address))
                .singleElement()
                .asString()
                .contains("api");
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>();
        all.addAll(stack.violations(
                ALARM,
                "does not judge few samples",
                alarm -> !alarm.at("extended_statistic").isTextual()
                        || isText(alarm, "evaluate_low_sample_count_percentiles", "evaluate")));
        for (ResourceAssert function : stack.all(FUNCTION)) {
            all.addAll(stack.violations(
                    ALARM,
                    "waits for a call of " + function.address() + " that cannot happen",
                    alarm -> !isDurationOf(alarm, function) || canFire(stack, alarm, function)));
        }
        all.addAll(stack.violations(
                ALARM,
                "takes a dead database for a healthy one",
                alarm -> !isText(alarm, "namespace", "AWS/RDS")
                        || !isText(alarm, "metric_name", "CPUUtilization")
                        || isText(alarm, "treat_missing_data", "breaching")));
        return all;
    }

    private static boolean canFire(StackJson stack, ResourceAssert alarm, ResourceAssert function) {
        boolean inTime = alarm.at("threshold").asLong() < function.at("timeout").asLong() * 1000;
        boolean ofOneCall = isText(alarm, "statistic", "Maximum")
                && alarm.at("evaluation_periods").asInt() == 1;
        return inTime && (ofOneCall || isBusy(stack, function));
    }

    private static boolean isDurationOf(ResourceAssert alarm, ResourceAssert function) {
        return isText(alarm, "metric_name", "Duration")
                && isText(alarm, "dimensions/FunctionName", "${" + function.address() + ".function_name}");
    }

    /** Called all the time; neither by a schedule, a rule or Secrets Manager, nor for a few of a stream's records. */
    private static boolean isBusy(StackJson stack, ResourceAssert function) {
        return stack.all("aws_lambda_permission").stream()
                        .anyMatch(permission -> isText(permission, "principal", "apigateway.amazonaws.com")
                                && names(permission.at("function_name"), function))
                || stack.all("aws_lambda_event_source_mapping").stream()
                        .anyMatch(mapping ->
                                mapping.at("filter_criteria").isMissingNode() && isFedTo(stack, mapping, function));
    }

    /** By the function's alias, as everything is. */
    private static boolean isFedTo(StackJson stack, ResourceAssert mapping, ResourceAssert function) {
        return stack.all("aws_lambda_alias").stream()
                .filter(alias -> names(alias.at("function_name"), function))
                .anyMatch(alias -> names(mapping.at("function_name"), alias));
    }

    private static boolean names(JsonNode value, ResourceAssert resource) {
        return value.asText().contains(resource.address() + ".");
    }

    private static boolean isText(ResourceAssert resource, String path, String text) {
        return resource.at(path).asText().equals(text);
    }

    private static ObjectNode alarm(ObjectNode stack, String name) {
        for (JsonNode alarm : stack.at("/resource/" + ALARM)) {
            if (alarm.path("alarm_name").asText().equals(name)) {
                return (ObjectNode) alarm;
            }
        }
        throw new AssertionError("no alarm is called " + name);
    }
}
