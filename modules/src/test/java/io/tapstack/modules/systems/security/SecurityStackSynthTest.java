package io.tapstack.modules.systems.security;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Singleton;
import io.tapstack.modules.systems.security.RemediationSettings.Mode;
import io.tapstack.modules.testing.OpenApi;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the parts of the baseline are put together; what each part is like has tests of its own. */
final class SecurityStackSynthTest {
    private static final Synthesized STACK =
            SecuritySamples.synth(SecuritySamples.settings(Singleton.CREATE, Mode.FIX, Severity.HIGH));

    @Test
    @Tag("S1")
    void hasAKeyForEachPurpose() {
        assertThat(STACK.all("aws_kms_alias").stream()
                        .map(alias -> alias.at("name").asText()))
                .containsExactlyInAnyOrder(
                        "alias/security-data-pr123",
                        "alias/security-logs-pr123",
                        "alias/security-secrets-pr123",
                        "alias/security-trail-pr123");
    }

    @Test
    @Tag("S2")
    void keepsRecordsInBucketsThatCloudTrailAndConfigAloneWriteInto() {
        assertThat(STACK.all("aws_s3_bucket").stream()
                        .map(bucket -> bucket.at("bucket_prefix").asText()))
                .containsExactlyInAnyOrder(
                        "security-trail-pr123-", "security-config-pr123-", "security-access-logs-pr123-");
        policyOf("trail-bucket").statement("policy", "TrailWrites");
        policyOf("trail-bucket").statement("policy", "DenyCleartext");
        policyOf("config-bucket").statement("policy", "ConfigWrites");
        policyOf("access-logs")
                .statement("policy", "AccessLogDelivery")
                .hasText("Condition/ArnLike/aws:SourceArn", "arn:aws:s3:::security-*-pr123-*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secretsmanager", "kms", "logs", "sts", "sns", "config", "ec2"})
    @Tag("S4")
    void reachesServicesThroughEndpointsWithPrivateNamesAndAPolicy(String service) {
        STACK.only("aws_vpc_endpoint", "service_name", "com.amazonaws.eu-central-1." + service)
                .has("vpc_endpoint_type", "Interface")
                .has("private_dns_enabled", true)
                .statement("policy", "OwnAccountOnly")
                .has("Action", service + ":*");
    }

    @Test
    @Tag("S4")
    @Tag("C14")
    void letsTheFunctionsTalkToEndpointsOnlyAndTheRotationToTheDatabase() {
        assertThat(STACK.all("aws_vpc_security_group_egress_rule").stream()
                        .map(rule -> rule.at("description").asText() + " " + rule.at("from_port")))
                .containsExactlyInAnyOrder(
                        "Rotation to Secrets Manager 443",
                        "Remediation to EC2, KMS and SNS 443",
                        "Remediation to S3 443",
                        "Remediation to DynamoDB 443",
                        "Rotation to the database 5432");
        assertThat(STACK.all("aws_vpc_endpoint").stream()
                        .map(endpoint -> endpoint.at("vpc_endpoint_type").asText())
                        .filter("Gateway"::equals))
                .hasSize(2);
    }

    @Test
    @Tag("S6")
    void recordsTheCallsOnPaymentsAuditRecords() {
        assertThat(STACK.only("aws_cloudtrail").at("advanced_event_selector").toString())
                .contains("arn:aws:s3:::payments-pr123-audit-");
    }

    @Test
    @Tag("S8")
    @Tag("S9")
    void recordsAtOnceWhatItPutsInOrder() {
        STACK.only("aws_config_configuration_recorder")
                .has(
                        "recording_mode/recording_mode_override/resource_types",
                        List.of("AWS::S3::Bucket", "AWS::EC2::SecurityGroup", "AWS::KMS::Key"));
    }

    @Test
    @Tag("S9")
    void tellsTheRemediationWhatItMayDo() {
        remediation()
                .has("environment/variables/DRY_RUN", "false")
                .has("environment/variables/FIXES_PER_RESOURCE_AND_HOUR", "4")
                .has("environment/variables/MAILS_PER_HOUR", "10")
                .has("environment/variables/SCOPE", "OPT_OUT")
                .has("environment/variables/SYSTEMS", "security,payments,loyalty,portal")
                .has(
                        "environment/variables/EXCLUDED_BUCKETS",
                        "security-trail-*,security-config-*,*-audit-*,tapstack-dev-state")
                .has(
                        "environment/variables/CONFIG_RULE_FIXES",
                        "security-pr123-s3-bucket-level-public-access-prohibited=S3_PUBLIC_ACCESS_BLOCK,"
                                + "security-pr123-s3-bucket-public-read-prohibited=S3_PUBLIC_ACCESS_BLOCK,"
                                + "security-pr123-s3-bucket-public-write-prohibited=S3_PUBLIC_ACCESS_BLOCK,"
                                + "security-pr123-s3-bucket-ssl-requests-only=S3_TLS_ONLY,"
                                + "security-pr123-incoming-ssh-disabled=SECURITY_GROUP_SSH,"
                                + "security-pr123-restricted-incoming-traffic=SECURITY_GROUP_RDP,"
                                + "security-pr123-cmk-backing-key-rotation-enabled=KMS_KEY_ROTATION");
        Synthesized dry =
                SecuritySamples.synth(SecuritySamples.settings(Singleton.CREATE, Mode.DRY_RUN, Severity.HIGH));
        dry.only("aws_lambda_function", "function_name", "security-pr123-remediation")
                .has("environment/variables/DRY_RUN", "true");
    }

    @Test
    @Tag("S9")
    void namesOnlyRulesThatExistInWhatItPutsInOrder() {
        List<String> rules = STACK.all("aws_config_config_rule").stream()
                .map(rule -> rule.at("name").asText())
                .toList();
        for (String pair : remediation()
                .at("environment/variables/CONFIG_RULE_FIXES")
                .asText()
                .split(",", -1)) {
            assertThat(rules).contains(pair.substring(0, pair.indexOf('=')));
        }
    }

    @Test
    @Tag("S9")
    @Tag("C7")
    void letsTheRemediationDoWhatItsHandlerDoes() {
        Map<String, Object> ownByTag = Map.of(
                "StringEquals",
                Map.of("aws:ResourceTag/System", List.of("security", "payments", "loyalty", "portal")),
                "StringNotEquals",
                Map.of("aws:ResourceTag/Remediation", "off"));
        ResourceAssert policy = STACK.only("aws_iam_policy", "name", "dev-security-remediation-pr123");
        policy.statement("policy", "PutBucketsInOrder")
                .has(
                        "Resource",
                        List.of(
                                "arn:aws:s3:::security-*",
                                "arn:aws:s3:::payments-*",
                                "arn:aws:s3:::loyalty-*",
                                "arn:aws:s3:::portal-*"))
                .has("Condition", Map.of("StringEquals", Map.of("aws:ResourceAccount", "123456789012")));
        policy.statement("policy", "PutSecurityGroupsInOrder")
                .has("Action", List.of("ec2:RevokeSecurityGroupIngress", "ec2:AuthorizeSecurityGroupIngress"))
                .has("Resource", "arn:aws:ec2:eu-central-1:123456789012:security-group/*")
                .has("Condition", ownByTag);
        policy.statement("policy", "PutKeysInOrder")
                .has("Action", "kms:EnableKeyRotation")
                .has("Resource", "arn:aws:kms:eu-central-1:123456789012:key/*")
                .has("Condition", ownByTag);
        policy.statement("policy", "ItemsOfState")
                .has("Action", List.of("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"));
        policy.statement("policy", "PublishToSecurityPr123Remediations").has("Action", "sns:Publish");
        policy.statement("policy", "SendToSecurityPr123RemediationFailures");
        STACK.only("aws_dynamodb_table")
                .has("hash_key", "id")
                .has("ttl/attribute_name", "expirationTime")
                .has("billing_mode", "PAY_PER_REQUEST");
    }

    @Test
    @Tag("S9")
    void neverLetsTheRemediationChangeBucketsOfRecordsAndState() {
        STACK.only("aws_iam_policy", "name", "dev-security-remediation-pr123")
                .statement("policy", "LeaveRecordsAlone")
                .has("Effect", "Deny")
                .has("Action", List.of("s3:PutBucketPublicAccessBlock", "s3:PutBucketPolicy"))
                .has(
                        "Resource",
                        List.of(
                                "arn:aws:s3:::security-trail-*",
                                "arn:aws:s3:::security-config-*",
                                "arn:aws:s3:::*-audit-*",
                                "arn:aws:s3:::tapstack-dev-state"));
    }

    /** IAM sees the tag that a person sets, too. */
    @Test
    @Tag("S9")
    void underOptInChangesWhatAPersonTagged() {
        List<Condition> conditions = new RemediationReach(DEPLOYMENT.account(), RemediationSettings.Scope.OPT_IN)
                .statements().stream()
                        .filter(statement -> List.of("PutSecurityGroupsInOrder", "PutKeysInOrder")
                                .contains(statement.sid()))
                        .flatMap(statement -> statement.conditions().stream())
                        .toList();
        assertThat(conditions).hasSize(2).containsOnly(Condition.equals("aws:ResourceTag/Remediation", "auto"));
    }

    @Test
    @Tag("S9")
    @Tag("S10")
    void givesTheRemediationWhatConfigFinds() {
        JsonNode pattern = pattern("noncompliance");
        assertThat(pattern.at("/source/0").asText()).isEqualTo("aws.config");
        assertThat(pattern.at("/detail-type/0").asText()).isEqualTo("Config Rules Compliance Change");
        assertThat(pattern.at("/detail/messageType/0").asText()).isEqualTo("ComplianceChangeNotification");
        assertThat(pattern.at("/detail/newEvaluationResult/complianceType/0").asText())
                .isEqualTo("NON_COMPLIANT");
        assertThat(pattern.at("/detail/configRuleName").toString()).isEqualTo("[{\"prefix\":\"security-pr123-\"}]");
    }

    @Test
    @Tag("S9")
    void givesTheRemediationWhatSecurityHubFindsAndItKnows() {
        JsonNode findings = pattern("findings").at("/detail/findings");
        assertThat(texts(findings.at("/Compliance/SecurityControlId")))
                .containsExactlyInAnyOrder("S3.2", "S3.3", "S3.8", "S3.5", "EC2.13", "EC2.14", "KMS.4");
        assertThat(texts(findings.at("/Compliance/Status"))).containsExactly("FAILED");
        assertThat(texts(findings.at("/RecordState"))).containsExactly("ACTIVE");
        assertThat(texts(findings.at("/Workflow/Status"))).containsExactly("NEW", "NOTIFIED");
    }

    @Test
    @Tag("S10")
    void tellsPeopleOfFindingsFromASeverityOn() {
        assertThat(pattern("guardduty-alerts").at("/detail/severity").toString())
                .isEqualTo("[{\"numeric\":[\">=\",7]}]");
        assertThat(texts(pattern("securityhub-alerts").at("/detail/findings/Severity/Label")))
                .containsExactly("HIGH", "CRITICAL");
        assertThat(pattern("access-alerts").at("/detail/status/0").asText()).isEqualTo("ACTIVE");
        assertThat(pattern("securityhub-alerts")
                        .at("/detail/findings/ProductArn")
                        .toString())
                .isEqualTo("[{\"suffix\":\"::product/aws/securityhub\"}]");
        for (String rule :
                List.of("guardduty-alerts", "securityhub-alerts", "access-alerts", "noncompliance", "findings")) {
            target(rule).hasText("arn", "aws_lambda_alias.remediation_").lacks("input_transformer");
        }
        Synthesized low = SecuritySamples.synth(SecuritySamples.settings(Singleton.CREATE, Mode.FIX, Severity.LOW));
        assertThat(low.only("aws_cloudwatch_event_rule", "name", "security-pr123-guardduty-alerts")
                        .at("event_pattern")
                        .asText())
                .contains("[\">=\",1]");
    }

    @Test
    @Tag("S10")
    @Tag("C9")
    void letsAlarmsPublishAlertsAndMailsOneTopicOnly() {
        ResourceAssert policy = STACK.all("aws_sns_topic_policy").stream()
                .filter(one -> one.at("arn").asText().contains("aws_sns_topic.alerts_"))
                .findAny()
                .orElseThrow();
        policy.statement("policy", "AlarmsPublish");
        STACK.only("aws_iam_policy", "name", "dev-security-remediation-pr123")
                .statement("policy", "PublishToSecurityPr123Alerts")
                .has("Action", "sns:Publish");
        STACK.only("aws_sns_topic_subscription")
                .has("protocol", "email")
                .has("endpoint", "alerts@example.com")
                .hasText("topic_arn", "aws_sns_topic.alerts_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "noncompliance-events",
                "remediation-left-to-people",
                "remediation-limited",
                "remediation-mails-held-back",
                "remediation-not-understood",
                "remediation-function-errors",
                "remediation-failures-depth",
                "rotation-function-errors",
                "rotation-failures-depth",
                "event-failures-depth",
                "database-cpu",
                "cis-4-3-root-user"
            })
    @Tag("S9")
    @Tag("C9")
    void tellsSomebodyWhenSomethingFailsOrDoesNotComply(String alarm) {
        STACK.only("aws_cloudwatch_metric_alarm", "alarm_name", "security-pr123-" + alarm)
                .has("threshold", alarm.equals("database-cpu") ? 80 : 0)
                .hasText("alarm_actions/0", "aws_sns_topic.alerts_");
    }

    @Test
    void showsTheBaselineOnOnePage() {
        String body =
                STACK.only("aws_cloudwatch_dashboard").at("dashboard_body").asText();
        for (String service : List.of("CloudTrail", "EventBridge", "Lambda", "RDS", "DynamoDB", "SQS")) {
            assertThat(body).contains("## " + service);
        }
    }

    /** A standard that is enabled before AWS Config records has no rules. */
    @Test
    @Tag("S11")
    void enablesStandardsAfterTheRecorderRuns() {
        assertThat(STACK.all("aws_securityhub_standards_subscription"))
                .isNotEmpty()
                .allSatisfy(standard -> assertThat(standard.at("depends_on").toString())
                        .contains("aws_config_configuration_recorder_status."));
    }

    @Test
    @Tag("S11")
    void makesNothingOfWhichTheAccountHasOneAlready() {
        Synthesized existing =
                SecuritySamples.synth(SecuritySamples.settings(Singleton.EXISTS_IN_ACCOUNT, Mode.FIX, Severity.HIGH));
        for (String type : List.of(
                "aws_config_configuration_recorder",
                "aws_config_delivery_channel",
                "aws_iam_service_linked_role",
                "aws_guardduty_detector",
                "aws_securityhub_account",
                "aws_securityhub_standards_subscription",
                "aws_accessanalyzer_analyzer",
                "aws_s3_account_public_access_block",
                "aws_ebs_encryption_by_default",
                "aws_iam_account_password_policy")) {
            existing.none(type);
        }
        assertThat(existing.all("aws_config_config_rule"))
                .isNotEmpty()
                .allSatisfy(rule -> rule.has("depends_on", List.of()));
        existing.only("aws_cloudtrail");
    }

    @Test
    @Tag("S12")
    @Tag("C12")
    void tellsOthersWhereThingsAre() {
        assertThat(STACK.root().path("output").fieldNames())
                .toIterable()
                .contains(
                        "permissionBoundaryArn",
                        "alertsTopicArn",
                        "accessLogBucketName",
                        "dataKeyArn",
                        "logsKeyArn",
                        "secretsKeyArn",
                        "trailKeyArn",
                        "trailArn");
        STACK.only("aws_ssm_parameter", "name", "/security/pr123/outputs/permissionBoundaryArn")
                .has("insecure_value", "arn:aws:iam::123456789012:policy/dev-tapstack-boundary");
    }

    private static ResourceAssert remediation() {
        return STACK.only("aws_lambda_function", "function_name", "security-pr123-remediation");
    }

    private static ResourceAssert policyOf(String bucket) {
        return STACK.all("aws_s3_bucket_policy").stream()
                .filter(policy -> policy.address().startsWith("aws_s3_bucket_policy." + bucket))
                .findAny()
                .orElseThrow();
    }

    private static JsonNode pattern(String rule) {
        return OpenApi.parse(STACK.only("aws_cloudwatch_event_rule", "name", "security-pr123-" + rule)
                .at("event_pattern")
                .asText());
    }

    private static ResourceAssert target(String rule) {
        String address = STACK.only("aws_cloudwatch_event_rule", "name", "security-pr123-" + rule)
                .address();
        return STACK.only("aws_cloudwatch_event_target", "rule", "${" + address + ".name}");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
