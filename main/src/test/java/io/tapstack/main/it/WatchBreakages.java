package io.tapstack.main.it;

import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Of what watches a system or its account. */
final class WatchBreakages {
    static final Map<String, Breakage> ALL = Map.of(
            "log-retention",
            (account, group, kept) -> {
                try (CloudWatchLogsClient logs = account.client(CloudWatchLogsClient.builder())) {
                    if (kept) {
                        logs.putRetentionPolicy(request -> request.logGroupName(group.text("name"))
                                .retentionInDays(group.attributes()
                                        .path("retention_in_days")
                                        .asInt()));
                    } else {
                        logs.deleteRetentionPolicy(request -> request.logGroupName(group.text("name")));
                    }
                }
            },
            "alarm-actions",
            (account, alarm, kept) -> {
                try (CloudWatchClient cloudWatch = account.client(CloudWatchClient.builder())) {
                    if (kept) {
                        cloudWatch.enableAlarmActions(request -> request.alarmNames(alarm.text("alarm_name")));
                    } else {
                        cloudWatch.disableAlarmActions(request -> request.alarmNames(alarm.text("alarm_name")));
                    }
                }
            },
            "role-boundary",
            (account, role, kept) -> {
                try (IamClient iam = account.client(IamClient.builder())) {
                    if (kept) {
                        iam.putRolePermissionsBoundary(request -> request.roleName(role.text("name"))
                                .permissionsBoundary(role.text("permissions_boundary")));
                    } else {
                        iam.deleteRolePermissionsBoundary(request -> request.roleName(role.text("name")));
                    }
                }
            },
            "rule-enabled",
            (account, rule, kept) -> {
                try (EventBridgeClient events = account.client(EventBridgeClient.builder())) {
                    if (kept) {
                        events.enableRule(
                                request -> request.name(rule.text("name")).eventBusName(rule.text("event_bus_name")));
                    } else {
                        events.disableRule(
                                request -> request.name(rule.text("name")).eventBusName(rule.text("event_bus_name")));
                    }
                }
            },
            "secret-encryption",
            (account, secret, kept) -> {
                try (SecretsManagerClient secrets = account.client(SecretsManagerClient.builder())) {
                    secrets.updateSecret(request -> request.secretId(secret.text("arn"))
                            .kmsKeyId(kept ? secret.text("kms_key_id") : "alias/aws/secretsmanager"));
                }
            },
            "trail-logging",
            (account, trail, kept) -> new RawCall(
                            "cloudtrail",
                            "CloudTrail_20131101." + (kept ? "StartLogging" : "StopLogging"),
                            "{\"Name\":\"" + trail.text("arn") + "\"}")
                    .answer(account),
            "recorder-on",
            (account, recorder, kept) -> new RawCall(
                            "config",
                            "StarlingDoveService." + (kept ? "Start" : "Stop") + "ConfigurationRecorder",
                            "{\"ConfigurationRecorderName\":\"" + recorder.text("name") + "\"}")
                    .answer(account),
            "detector-on",
            (account, detector, kept) -> RawCall.rest(
                            "guardduty", "POST", "/detector/" + detector.text("id"), "{\"enable\":" + kept + "}")
                    .answer(account));

    private WatchBreakages() {}
}
