package io.tapstack.main.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.verify.Outcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks of what cannot be broken through AWS's API in an emulated account; the integration tests break the rest. Each case
 * is an answer as the service's API reference shows it.
 */
public final class ChecksTest {
    private static final String CONFIGURATION = """
            {"State":"Active","LastUpdateStatus":"Successful","KMSKeyArn":"k"}""";

    private static final String DATABASE = """
            <DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances><DBInstance>
              <DBInstanceStatus>available</DBInstanceStatus><StorageEncrypted>true</StorageEncrypted>
              <KmsKeyId>k</KmsKeyId><MasterUserSecret><KmsKeyId>p</KmsKeyId></MasterUserSecret>
            </DBInstance></DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>""";

    private static final String PENDING_TOPIC = """
            <ListSubscriptionsByTopicResponse><ListSubscriptionsByTopicResult><Subscriptions><member>
              <SubscriptionArn>arn:aws:sns:eu-central-1:123456789012:t:1</SubscriptionArn><Protocol>email</Protocol>
              <Endpoint>a@example.com</Endpoint></member></Subscriptions></ListSubscriptionsByTopicResult>
            </ListSubscriptionsByTopicResponse>""";

    private static final String DISTRIBUTION = """
            <Distribution><Id>E</Id><Status>Deployed</Status><DistributionConfig><Enabled>true</Enabled>
              <WebACLId>w</WebACLId></DistributionConfig></Distribution>""";

    private static final String HEALTH = """
            <DescribeTargetHealthResponse><DescribeTargetHealthResult><TargetHealthDescriptions><member>
              <TargetHealth><State>healthy</State></TargetHealth></member></TargetHealthDescriptions>
            </DescribeTargetHealthResult></DescribeTargetHealthResponse>""";

    private static final String LOCK = """
            <ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>
              <Mode>COMPLIANCE</Mode><Days>365</Days></DefaultRetention></Rule></ObjectLockConfiguration>""";

    private static final String BLOCK = """
            <PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>
              <BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets>
            </PublicAccessBlockConfiguration>""";

    private static final String FLOW_LOG = """
            <DescribeFlowLogsResponse><flowLogSet><item><flowLogId>fl-1</flowLogId><flowLogStatus>ACTIVE</flowLogStatus>
              <deliverLogsStatus>SUCCESS</deliverLogsStatus></item></flowLogSet></DescribeFlowLogsResponse>""";

    private static final String SENDER = """
            {"VerifiedForSendingStatus": true, "ConfigurationSetName": "c"}""";

    private static final String SENDER_ATTRIBUTES = """
            {"email_identity": "offers@example.com", "configuration_set_name": "c"}""";

    /** Every one of them is seen to fail. */
    static List<CheckCase> cases() {
        long now = Instant.now().getEpochSecond();
        return List.of(
                CheckCase.of("function-active", "{\"function_name\":\"f\"}", CONFIGURATION, "Active", "Failed"),
                CheckCase.of("function-active", "{\"function_name\":\"f\"}", CONFIGURATION, "Successful", "Failed"),
                CheckCase.of(
                        "function-encryption",
                        "{\"kms_key_arn\":\"k\",\"function_name\":\"f\"}",
                        CONFIGURATION,
                        "\"k\"",
                        "\"o\""),
                CheckCase.of(
                        "alias-active",
                        "{\"function_name\":\"f\",\"name\":\"live\"}",
                        CONFIGURATION,
                        "Active",
                        "Inactive"),
                CheckCase.of("database-available", "{\"identifier\":\"d\"}", DATABASE, "available", "storage-full"),
                CheckCase.of(
                        "database-encryption",
                        "{\"identifier\":\"d\",\"kms_key_id\":\"k\",\"master_user_secret_kms_key_id\":\"p\"}",
                        DATABASE,
                        ">true<",
                        ">false<"),
                CheckCase.of(
                        "database-encryption",
                        "{\"identifier\":\"d\",\"kms_key_id\":\"k\",\"master_user_secret_kms_key_id\":\"p\"}",
                        DATABASE,
                        ">p<",
                        ">other<"),
                CheckCase.of(
                        "subscription-confirmed",
                        "{\"topic_arn\":\"t\",\"protocol\":\"email\",\"endpoint\":\"a@example.com\"}",
                        PENDING_TOPIC,
                        "arn:aws:sns:eu-central-1:123456789012:t:1",
                        "PendingConfirmation"),
                CheckCase.of(
                        "certificate-issued",
                        "{\"arn\":\"c\"}",
                        "{\"Certificate\":{\"Status\":\"ISSUED\"}}",
                        "ISSUED",
                        "PENDING_VALIDATION"),
                CheckCase.of(
                        "api-endpoint",
                        "{\"id\":\"a\",\"endpoint_configuration\":[{\"types\":[\"REGIONAL\"]}]}",
                        "{\"item\":[{\"id\":\"a\",\"endpointConfiguration\":{\"types\":[\"REGIONAL\"]}}]}",
                        "REGIONAL",
                        "EDGE"),
                CheckCase.of(
                        "domain-tls",
                        "{\"domain_name\":\"a.example.com\",\"security_policy\":\"TLS_1_2\"}",
                        "{\"item\":[{\"domainName\":\"a.example.com\",\"securityPolicy\":\"TLS_1_2\"}]}",
                        "TLS_1_2",
                        "TLS_1_0"),
                CheckCase.of(
                        "web-acl",
                        "{\"resource_arn\":\"r\",\"web_acl_arn\":\"w\"}",
                        "{\"WebACL\":{\"ARN\":\"w\"}}",
                        "\"w\"",
                        "\"other\""),
                CheckCase.of(
                        "analyzer-active",
                        "{\"analyzer_name\":\"a\"}",
                        "{\"analyzer\":{\"status\":\"ACTIVE\"}}",
                        "ACTIVE",
                        "FAILED"),
                CheckCase.of(
                        "user-pool-protection",
                        "{\"id\":\"p\",\"deletion_protection\":\"ACTIVE\"}",
                        "{\"UserPool\":{\"DeletionProtection\":\"ACTIVE\"}}",
                        "ACTIVE",
                        "INACTIVE"),
                CheckCase.of("distribution-deployed", "{\"id\":\"E\"}", DISTRIBUTION, "Deployed", "InProgress"),
                CheckCase.of("distribution-deployed", "{\"id\":\"E\"}", DISTRIBUTION, ">true<", ">false<"),
                CheckCase.of("distribution-web-acl", "{\"id\":\"E\",\"web_acl_id\":\"w\"}", DISTRIBUTION, ">w<", "><"),
                CheckCase.of("targets-healthy", "{\"arn\":\"t\"}", HEALTH, "healthy", "unhealthy"),
                CheckCase.of("bucket-object-lock", """
                        {"bucket":"b","rule":[{"default_retention":[{"mode":"COMPLIANCE","days":365}]}]}""", LOCK, "365", "1"),
                CheckCase.of("bucket-object-lock", """
                        {"bucket":"b","rule":[{"default_retention":[{"mode":"COMPLIANCE","days":365}]}]}""", LOCK, "COMPLIANCE", "GOVERNANCE"),
                CheckCase.of(
                        "log-encryption",
                        "{\"name\":\"g\",\"kms_key_id\":\"k\"}",
                        "{\"logGroups\":[{\"logGroupName\":\"g\",\"kmsKeyId\":\"k\"}]}",
                        ",\"kmsKeyId\":\"k\"",
                        ""),
                CheckCase.of(
                        "table-encryption",
                        "{\"name\":\"t\",\"server_side_encryption\":[{\"kms_key_arn\":\"k\"}]}",
                        "{\"Table\":{\"SSEDescription\":{\"KMSMasterKeyArn\":\"k\"}}}",
                        "\"k\"",
                        "\"other\""),
                CheckCase.of(
                        "account-public-access",
                        "{\"id\":\"123456789012\"}",
                        BLOCK,
                        "<BlockPublicPolicy>true",
                        "<BlockPublicPolicy>false"),
                CheckCase.of("flow-log-active", "{\"id\":\"fl-1\"}", FLOW_LOG, "ACTIVE", "INACTIVE"),
                CheckCase.of(
                        "flow-log-active",
                        "{\"id\":\"fl-1\"}",
                        FLOW_LOG,
                        "<deliverLogsStatus>SUCCESS",
                        "<deliverLogsErrorMessage>Access error</deliverLogsErrorMessage><deliverLogsStatus>FAILED"),
                CheckCase.of("flow-log-active", "{\"id\":\"fl-1\"}", FLOW_LOG, "flowLogSet", "other"),
                CheckCase.of("sender-verified", SENDER_ATTRIBUTES, SENDER, "true", "false"),
                CheckCase.of("sender-verified", SENDER_ATTRIBUTES, SENDER, "\"c\"", "\"other\""),
                CheckCase.of("hub-on", "{}", "{\"HubArn\":\"h\"}", "HubArn", "Other"),
                CheckCase.of(
                        "standard-ready",
                        "{\"id\":\"s\"}",
                        "{\"StandardsSubscriptions\":[{\"StandardsStatus\":\"READY\"}]}",
                        "READY",
                        "INCOMPLETE"),
                CheckCase.of(
                        "trail-logging",
                        "{\"arn\":\"t\"}",
                        "{\"IsLogging\":true}",
                        "}",
                        ",\"LatestDeliveryError\":\"AccessDenied\"}"),
                CheckCase.of(
                        "recorder-on",
                        "{\"name\":\"r\"}",
                        "{\"ConfigurationRecordersStatus\":[{\"recording\":true,\"lastStatus\":\"SUCCESS\"}]}",
                        "SUCCESS",
                        "FAILURE"),
                CheckCase.of(
                        "secret-rotation",
                        "{\"secret_id\":\"s\",\"rotation_rules\":[{\"automatically_after_days\":30}]}",
                        "{\"RotationEnabled\":true,\"LastRotatedDate\":" + now + "}",
                        Long.toString(now),
                        Long.toString(now - Duration.ofDays(33).toSeconds())));
    }

    /** The checks that are seen to fail here. */
    public static Set<String> names() {
        return cases().stream().map(CheckCase::check).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void passWhatIsAsPromised(CheckCase each) {
        assertThat(each.outcomeKept()).isEqualTo(Outcome.passed());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void failWhatIsNot(CheckCase each) {
        Outcome outcome = each.outcomeBroken();
        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(outcome.reason()).isNotEmpty().doesNotContain("arn:", "123456789012");
        assertThat(outcome.advice()).isNotEmpty();
    }
}
