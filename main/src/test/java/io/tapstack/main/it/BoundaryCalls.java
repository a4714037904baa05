package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** What nobody under the permission boundary may do, whatever else a policy allows: each action and a call that asks for it. */
final class BoundaryCalls {
    static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}]}""";

    /** A call by somebody; tells whether it was refused. */
    interface Attempt {
        boolean isRefused(EmulatedAccount as);
    }

    private final DeployedSecurity security;
    private final String role;
    private final String boundary;
    private final Map<String, Attempt> calls = new LinkedHashMap<>();

    /** @param role that tries, by name */
    BoundaryCalls(DeployedSecurity security, String role) {
        this.security = security;
        this.role = role;
        this.boundary = security.output("permissionBoundaryArn");
        leave();
        endKeys();
        blindTheAuditors();
        lowerTheGuard();
    }

    /** By the action. */
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
        calls.put("logs:DeleteMetricFilter", as -> {
            try (CloudWatchLogsClient logs = as.client(CloudWatchLogsClient.builder())) {
                return refused(() -> logs.deleteMetricFilter(call ->
                        call.logGroupName(security.output("trailLogGroupName")).filterName("any")));
            }
        });
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

    private void lowerTheGuard() {
        calls.put("ec2:DisableEbsEncryptionByDefault", as -> {
            try (Ec2Client ec2 = as.client(Ec2Client.builder())) {
                return refused(() -> ec2.disableEbsEncryptionByDefault(call -> {}));
            }
        });
        iam("DeleteAccountPasswordPolicy", IamClient::deleteAccountPasswordPolicy);
        iam(
                "UpdateAccountPasswordPolicy",
                iam -> iam.updateAccountPasswordPolicy(call -> call.minimumPasswordLength(6)));
    }

    private void iam(String action, Consumer<IamClient> call) {
        calls.put("iam:" + action, as -> {
            try (IamClient iam = as.client(IamClient.builder())) {
                return refused(() -> call.accept(iam));
            }
        });
    }

    private void kms(String action, Consumer<KmsClient> call) {
        calls.put("kms:" + action, as -> {
            try (KmsClient kms = as.client(KmsClient.builder())) {
                return refused(() -> call.accept(kms));
            }
        });
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

    private static boolean refused(Runnable call) {
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
