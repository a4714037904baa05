package io.tapstack.environments.controls;

import static io.tapstack.environments.testing.StackJson.refersTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What watches an account: the trail, AWS Config, the detectors, alarms on what the trail says. */
final class WatchRules {
    private static final String STACK = "security-staging";
    private static final String TRAIL = "aws_cloudtrail";
    private static final String RECORDER = "aws_config_configuration_recorder";
    private static final String RECORDER_STATUS = "aws_config_configuration_recorder_status";
    private static final String DETECTOR = "aws_guardduty_detector";
    private static final String FEATURE = "aws_guardduty_detector_feature";
    private static final String FILTER = "aws_cloudwatch_log_metric_filter";
    private static final String ALARM = "aws_cloudwatch_metric_alarm";
    private static final String METRIC = "metric_transformation/";
    private static final int CIS_ALARMS = 15;

    static final List<Rule> ALL = Stream.concat(
                    Stream.of(
                            Rule.exists(
                                            "calls-of-all-regions-are-recorded",
                                            TRAIL,
                                            trail -> trail.at("is_multi_region_trail")
                                                            .asBoolean()
                                                    && trail.at("include_global_service_events")
                                                            .asBoolean())
                                    .failsFor(STACK, stack -> stack.with(TRAIL, "is_multi_region_trail", false)),
                            Rule.exists("calls-on-audit-records-are-recorded", TRAIL, WatchRules::selectsAuditBuckets)
                                    .failsFor(STACK, stack -> stack.without(TRAIL, "advanced_event_selector")),
                            trails("trails-encrypt", trail -> refersTo(trail.at("kms_key_id"), "aws_kms_key"))
                                    .failsFor(STACK, stack -> stack.without(TRAIL, "kms_key_id")),
                            trails("trails-prove-their-files", trail -> trail.at("enable_log_file_validation")
                                            .asBoolean())
                                    .failsFor(STACK, stack -> stack.with(TRAIL, "enable_log_file_validation", false)),
                            trails("trails-tell-cloudwatch", trail -> trail.at("cloud_watch_logs_group_arn")
                                            .asText()
                                            .startsWith("${aws_cloudwatch_log_group."))
                                    .failsFor(STACK, stack -> stack.without(TRAIL, "cloud_watch_logs_group_arn")),
                            Rule.exists(
                                            "all-resources-are-recorded",
                                            RECORDER,
                                            recorder -> recorder.at("recording_group/all_supported")
                                                            .asBoolean()
                                                    && recorder.at("recording_group/include_global_resource_types")
                                                            .asBoolean())
                                    .failsFor(
                                            STACK,
                                            stack -> stack.with(RECORDER, "recording_group/all_supported", false)),
                            Rule.exists("the-recorder-is-on", RECORDER_STATUS, status -> status.at("is_enabled")
                                            .asBoolean())
                                    .failsFor(STACK, stack -> stack.with(RECORDER_STATUS, "is_enabled", false)),
                            Rule.exists("threats-are-detected", DETECTOR, detector -> detector.at("enable")
                                            .asBoolean())
                                    .failsFor(STACK, stack -> stack.with(DETECTOR, "enable", false)),
                            feature("threats-to-buckets-are-detected", "S3_DATA_EVENTS"),
                            feature("threats-to-databases-are-detected", "RDS_LOGIN_EVENTS"),
                            feature("threats-to-functions-are-detected", "LAMBDA_NETWORK_LOGS"),
                            Rule.exists("findings-are-collected", "aws_securityhub_account", any -> true)
                                    .failsFor(STACK, stack -> stack.without("aws_securityhub_account")),
                            Rule.exists("access-from-outside-is-analyzed", "aws_accessanalyzer_analyzer", any -> true)
                                    .failsFor(STACK, stack -> stack.without("aws_accessanalyzer_analyzer"))),
                    IntStream.rangeClosed(1, CIS_ALARMS).mapToObj(WatchRules::alarm))
            .toList();

    private WatchRules() {}

    private static Rule.Unproven trails(String name, Predicate<ResourceAssert> holds) {
        return Rule.each(name, TRAIL, holds);
    }

    private static boolean selectsAuditBuckets(ResourceAssert trail) {
        return trail.each("advanced_event_selector").stream()
                .anyMatch(selector -> selector.toString().contains("AWS::S3::Object")
                        && selector.toString().contains("-audit-"));
    }

    private static Rule feature(String name, String feature) {
        return Rule.exists(
                        name,
                        FEATURE,
                        one -> one.at("name").asText().equals(feature)
                                && one.at("status").asText().equals("ENABLED"))
                .failsFor(
                        "security-prod",
                        stack -> stack.changed(
                                copy -> copy.path("resource").path(FEATURE).forEach(one -> ((ObjectNode) one)
                                        .put("status", "DISABLED"))));
    }

    /** CIS 4.1 to 4.15: a metric of the trail's log, and an alarm on it that tells somebody. */
    private static Rule alarm(int number) {
        String metric = "cis-4-" + number + "-";
        return new Rule.Unproven(
                        metric + "has-an-alarm",
                        environment -> environment.stream().anyMatch(stack -> tellsOf(stack, metric))
                                ? List.of()
                                : List.of("nobody is told of " + metric))
                .failsFor(
                        STACK,
                        stack -> stack.changed(copy -> ((ObjectNode) copy.at("/resource/" + FILTER))
                                .removeIf(filter -> filter.at("/metric_transformation/name")
                                        .asText()
                                        .startsWith(metric))));
    }

    private static boolean tellsOf(StackJson stack, String metric) {
        List<String> logs = stack.all(TRAIL).stream()
                .map(trail -> withoutAttribute(trail.at("cloud_watch_logs_group_arn")))
                .toList();
        return stack.all(FILTER).stream()
                .filter(filter -> filter.at(METRIC + "name").asText().startsWith(metric))
                .filter(filter -> logs.contains(withoutAttribute(filter.at("log_group_name"))))
                .anyMatch(filter -> stack.all(ALARM).stream().anyMatch(alarm -> isOn(alarm, filter)));
    }

    private static boolean isOn(ResourceAssert alarm, ResourceAssert filter) {
        return alarm.at("metric_name").equals(filter.at(METRIC + "name"))
                && alarm.at("namespace").equals(filter.at(METRIC + "namespace"))
                && refersTo(alarm.at("alarm_actions/0"), "aws_sns_topic");
    }

    private static String withoutAttribute(JsonNode reference) {
        return reference.asText().replaceFirst("\\.(arn|name)}.*", "");
    }
}
