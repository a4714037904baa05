package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Environment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.sns.SnsClient;

/** What nobody under the permission boundary may do, whatever else a policy allows: each action and a call that asks for it. */
final class BoundaryCalls {
    static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}]}""";

    /** A call by somebody; tells whether it was refused. */
    interface Attempt {
        boolean isRefused(EmulatedAccount as);

        static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> Attempt of(
                B builder, Consumer<C> call) {
            return as -> {
                try (C client = as.client(builder)) {
                    return refused(() -> call.accept(client));
                }
            };
        }
    }

    private final DeployedSecurity security;
    private final String role;
    private final String boundary;
    private final Map<String, Attempt> calls = new LinkedHashMap<>();

    /**
     * @param role that tries, by name
     * @param administrator a role without a boundary, by name
     */
    BoundaryCalls(DeployedSecurity security, String role, String administrator) {
        this.security = security;
        this.role = role;
        this.boundary = security.output("permissionBoundaryArn");
        leave();
        endKeys();
        blindTheAuditors();
        silenceTheAlarms();
        openTheTrail();
        lowerTheGuard();
        calls.putAll(new TakeoverCalls(
                        administrator,
                        Deployment.deployerRoleName(Environment.LOCAL),
                        security.system().name("remediation"))
                .all());
    }

    /** By the action, and its target where one action has several. */
    Map<String, Attempt> all() {
        return calls;
    }

    private void leave() {
        String other = "arn:aws:iam::123456789012:policy/local-tapstack-other";
        iam("DeleteRolePermissionsBoundary", iam -> iam.deleteRolePermissionsBoundary(call -> call.roleName(role)));
        iam(
                "PutRolePermissionsBoundary",
                iam -> iam.putRolePermissionsBoundary(
                        call -> call.roleName(role).permissionsBoundary(other)));
        iam(
                "CreateRole",
                iam -> iam.createRole(call -> call.roleName(role + "-free").assumeRolePolicyDocument(TRUST)));
        iam("CreateUser", iam -> iam.createUser(call -> call.userName("free")));
        iam("CreateAccessKey", iam -> iam.createAccessKey(call -> call.userName("free")));
        iam(
                "CreatePolicyVersion",
                iam -> iam.createPolicyVersion(
                        call -> call.policyArn(boundary).policyDocument("{}").setAsDefault(true)));
        iam(
                "SetDefaultPolicyVersion",
                iam -> iam.setDefaultPolicyVersion(
                        call -> call.policyArn(boundary).versionId("v1")));
        iam(
                "DeletePolicyVersion",
                iam -> iam.deletePolicyVersion(call -> call.policyArn(boundary).versionId("v1")));
        iam("DeletePolicy", iam -> iam.deletePolicy(call -> call.policyArn(boundary)));
    }

    private void endKeys() {
        String key = security.output("trailKeyArn");
        kms("ScheduleKeyDeletion", kms -> kms.scheduleKeyDeletion(call -> call.keyId(key)));
        kms("DisableKey", kms -> kms.disableKey(call -> call.keyId(key)));
        kms("DisableKeyRotation", kms -> kms.disableKeyRotation(call -> call.keyId(key)));
        kms(
                "PutKeyPolicy",
                kms -> kms.putKeyPolicy(
                        call -> call.keyId(key).policyName("default").policy("{}")));
    }

    private void blindTheAuditors() {
        String trail = "\"" + security.output("trailArn") + "\"";
        for (String action : new String[] {"StopLogging", "DeleteTrail", "UpdateTrail"}) {
            raw(
                    "cloudtrail:" + action,
                    json("cloudtrail", "CloudTrail_20131101." + action, "{\"Name\":" + trail + "}"));
        }
        raw(
                "cloudtrail:PutEventSelectors",
                json(
                        "cloudtrail",
                        "CloudTrail_20131101.PutEventSelectors",
                        "{\"TrailName\":" + trail + ",\"EventSelectors\":[]}"));
        JsonNode recorder =
                security.config("DescribeConfigurationRecorders", "{}").at("/ConfigurationRecorders/0/name");
        for (String action : new String[] {"StopConfigurationRecorder", "DeleteConfigurationRecorder"}) {
            raw("config:" + action, config(action, "{\"ConfigurationRecorderName\":" + recorder + "}"));
        }
        raw(
                "config:PutConfigurationRecorder",
                config(
                        "PutConfigurationRecorder",
                        "{\"ConfigurationRecorder\":{\"name\":" + recorder + ",\"roleARN\":\"none\"}}"));
        JsonNode channel = security.config("DescribeDeliveryChannels", "{}").at("/DeliveryChannels/0/name");
        raw(
                "config:DeleteDeliveryChannel",
                config("DeleteDeliveryChannel", "{\"DeliveryChannelName\":" + channel + "}"));
        raw(
                "config:PutDeliveryChannel",
                config(
                        "PutDeliveryChannel",
                        "{\"DeliveryChannel\":{\"name\":" + channel + ",\"s3BucketName\":\"elsewhere\"}}"));
        JsonNode rule = security.config("DescribeConfigRules", "{}").at("/ConfigRules/0/ConfigRuleName");
        raw("config:DeleteConfigRule", config("DeleteConfigRule", "{\"ConfigRuleName\":" + rule + "}"));
        logs(
                "DeleteMetricFilter",
                logs -> logs.deleteMetricFilter(call ->
                        call.logGroupName(security.output("trailLogGroupName")).filterName("any")));
        String detector = new RawCall("guardduty", "", "GET", "/detector", "")
                .answer(security.account())
                .at("/detectorIds/0")
                .asText();
        raw("guardduty:DeleteDetector", RawCall.rest("guardduty", "DELETE", "/detector/" + detector, ""));
        raw(
                "guardduty:UpdateDetector",
                RawCall.rest("guardduty", "POST", "/detector/" + detector, "{\"enable\":false}"));
        raw("securityhub:DisableSecurityHub", RawCall.rest("securityhub", "DELETE", "/accounts", ""));
        raw(
                "securityhub:BatchDisableStandards",
                RawCall.rest(
                        "securityhub", "POST", "/standards/deregister", "{\"StandardsSubscriptionArns\":[\"x\"]}"));
        raw("access-analyzer:DeleteAnalyzer", RawCall.rest("access-analyzer", "DELETE", "/analyzer/any", ""));
    }

    private void silenceTheAlarms() {
        String group = security.output("trailLogGroupName");
        logs("DeleteLogGroup", logs -> logs.deleteLogGroup(call -> call.logGroupName(group)));
        logs(
                "PutRetentionPolicy",
                logs -> logs.putRetentionPolicy(call -> call.logGroupName(group).retentionInDays(1)));
        logs(
                "PutMetricFilter",
                logs -> logs.putMetricFilter(call -> call.logGroupName(group)
                        .filterName("any")
                        .filterPattern("nothing")
                        .metricTransformations(MetricTransformation.builder()
                                .metricName("m")
                                .metricNamespace("n")
                                .metricValue("1")
                                .build())));
        String alarm = security.system().name("root-account-use");
        String topic = security.output("alertsTopicArn");
        String rule = security.system().name("guardduty-alerts");
        attempt(
                "cloudwatch:DeleteAlarms",
                CloudWatchClient.builder(),
                aws -> aws.deleteAlarms(call -> call.alarmNames(alarm)));
        attempt(
                "cloudwatch:DisableAlarmActions",
                CloudWatchClient.builder(),
                aws -> aws.disableAlarmActions(call -> call.alarmNames(alarm)));
        attempt("events:DisableRule", EventBridgeClient.builder(), aws -> aws.disableRule(call -> call.name(rule)));
        attempt(
                "events:RemoveTargets",
                EventBridgeClient.builder(),
                aws -> aws.removeTargets(call -> call.rule(rule).ids("topic")));
        attempt("sns:DeleteTopic", SnsClient.builder(), aws -> aws.deleteTopic(call -> call.topicArn(topic)));
        attempt(
                "sns:SetTopicAttributes",
                SnsClient.builder(),
                aws -> aws.setTopicAttributes(
                        call -> call.topicArn(topic).attributeName("Policy").attributeValue("{}")));
        raw("config:PutConfigRule", config("PutConfigRule", """
                {"ConfigRule": {"ConfigRuleName": "any", "Source": {"Owner": "AWS", "SourceIdentifier": "ANY"}}}"""));
        raw("securityhub:BatchUpdateFindings", RawCall.rest("securityhub", "PATCH", "/findings/batchupdate", """
                {"FindingIdentifiers": [{"Id": "a", "ProductArn": "b"}], "Workflow": {"Status": "SUPPRESSED"}}"""));
    }

    private void openTheTrail() {
        String bucket = security.output("trailBucketName");
        attempt(
                "s3:PutBucketPolicy",
                S3Client.builder(),
                aws -> aws.putBucketPolicy(call -> call.bucket(bucket).policy("{}")));
        attempt(
                "s3:DeleteBucketPolicy",
                S3Client.builder(),
                aws -> aws.deleteBucketPolicy(call -> call.bucket(bucket)));
        attempt(
                "s3:PutLifecycleConfiguration",
                S3Client.builder(),
                aws -> aws.putBucketLifecycleConfiguration(call -> call.bucket(bucket)
                        .lifecycleConfiguration(rules -> rules.rules(LifecycleRule.builder()
                                .id("end")
                                .status("Enabled")
                                .filter(all -> all.prefix(""))
                                .expiration(end -> end.days(1))
                                .build()))));
        attempt(
                "s3:PutObject",
                S3Client.builder(),
                aws -> aws.putObject(call -> call.bucket(bucket).key("AWSLogs/forged"), RequestBody.fromString("{}")));
        attempt(
                "s3:GetObject",
                S3Client.builder(),
                aws -> aws.getObjectAsBytes(call -> call.bucket(bucket).key("AWSLogs/any")));
    }

    private void lowerTheGuard() {
        attempt(
                "ec2:DisableEbsEncryptionByDefault",
                Ec2Client.builder(),
                ec2 -> ec2.disableEbsEncryptionByDefault(call -> {}));
        iam("DeleteAccountPasswordPolicy", IamClient::deleteAccountPasswordPolicy);
        iam(
                "UpdateAccountPasswordPolicy",
                iam -> iam.updateAccountPasswordPolicy(call -> call.minimumPasswordLength(6)));
    }

    private void iam(String action, Consumer<IamClient> call) {
        attempt("iam:" + action, IamClient.builder(), call);
    }

    private void kms(String action, Consumer<KmsClient> call) {
        attempt("kms:" + action, KmsClient.builder(), call);
    }

    private void logs(String action, Consumer<CloudWatchLogsClient> call) {
        attempt("logs:" + action, CloudWatchLogsClient.builder(), call);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> void attempt(
            String action, B builder, Consumer<C> call) {
        calls.put(action, Attempt.of(builder, call));
    }

    private void raw(String action, RawCall call) {
        calls.put(action, as -> call.send(as).body().contains("AccessDenied"));
    }

    private static RawCall json(String service, String target, String body) {
        return new RawCall(service, target, body);
    }

    private static RawCall config(String action, String body) {
        return json("config", "StarlingDoveService." + action, body);
    }

    /** Whether IAM denies the call; any other refusal fails. */
    static boolean refused(Runnable call) {
        try {
            call.run();
            return false;
        } catch (AwsServiceException refusal) {
            assertThat(refusal.awsErrorDetails().errorCode())
                    .as(refusal.getMessage())
                    .matches("AccessDenied.*|UnauthorizedOperation");
            return true;
        }
    }
}
