package io.tapstack.main.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.sns.SnsClient;

/** Log groups and alarms (C8, C9). */
final class ObservabilityChecks {
    private static final String GROUP = "aws_cloudwatch_log_group";
    private static final List<String> DESCRIBE = List.of("logs:DescribeLogGroups");
    private static final Outcome ABSENT = Outcome.failed("there is no such log group");

    static final List<Check> ALL = List.of(
            Check.of("log-retention", GROUP)
                    .promises(
                            "lines are kept as long as deployed, not for ever",
                            DESCRIBE,
                            ObservabilityChecks::retention),
            Check.of("log-encryption", GROUP)
                    .promises("the group is encrypted with the deployed key", DESCRIBE, ObservabilityChecks::encrypted),
            Check.of("alarm-actions", "aws_cloudwatch_metric_alarm")
                    .promises(
                            "the alarm's actions are enabled and its topic exists",
                            List.of("cloudwatch:DescribeAlarms", "sns:GetTopicAttributes"),
                            ObservabilityChecks::notifies));

    private ObservabilityChecks() {}

    private static Outcome retention(Subject group) {
        int promised = group.number("retention_in_days");
        return promised == 0
                ? Outcome.failed("no retention is promised")
                : found(group)
                        .map(found -> Outcome.equal("retention in days", promised, found.retentionInDays()))
                        .orElse(ABSENT);
    }

    private static Outcome encrypted(Subject group) {
        return found(group)
                .map(found -> Outcome.key(group.text("kms_key_id"), found.kmsKeyId()))
                .orElse(ABSENT);
    }

    private static Optional<LogGroup> found(Subject group) {
        String name = group.text("name");
        return group
                .client(CloudWatchLogsClient.builder())
                .describeLogGroupsPaginator(request -> request.logGroupNamePrefix(name))
                .logGroups()
                .stream()
                .filter(found -> found.logGroupName().equals(name))
                .findFirst();
    }

    private static Outcome notifies(Subject alarm) {
        MetricAlarm found = alarms(alarm).get(alarm.text("alarm_name"));
        if (found == null) {
            return Outcome.failed("there is no such alarm");
        }
        List<String> promised = new ArrayList<>();
        for (JsonNode action : alarm.at("/alarm_actions")) {
            promised.add(action.asText());
        }
        if (!found.actionsEnabled()) {
            return Outcome.failed("the alarm's actions are disabled");
        }
        if (promised.isEmpty() || !found.alarmActions().containsAll(promised)) {
            return Outcome.failed("the alarm does not notify the topic");
        }
        promised.stream().filter(action -> action.contains(":sns:")).forEach(topic -> attributes(alarm, topic));
        return Outcome.passed();
    }

    /** All of a region: there are few calls a second, and many alarms to a call. */
    private static Map<String, MetricAlarm> alarms(Subject alarm) {
        return alarm.account()
                .once(
                        "alarms " + alarm.region(),
                        () -> alarm.client(CloudWatchClient.builder()).describeAlarmsPaginator().metricAlarms().stream()
                                .collect(Collectors.toMap(MetricAlarm::alarmName, one -> one)));
    }

    private static Map<String, String> attributes(Subject alarm, String topic) {
        return alarm.account().once("topic " + topic, () -> alarm.account()
                .client(SnsClient.builder(), alarm.account().regionOf(topic))
                .getTopicAttributes(request -> request.topicArn(topic))
                .attributes());
    }
}
