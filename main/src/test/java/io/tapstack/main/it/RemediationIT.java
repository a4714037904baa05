package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.localaws.SignedHttp;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The built {@code remediation} in an emulated account, under a role that may do what the contract lists: resources are read back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("S9")
final class RemediationIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String REGION = "eu-central-1";
    private static final String ACCOUNT = "123456789012";
    private static final String OWN_STATEMENT = """
            {"Version": "2012-10-17", "Statement": [{"Sid": "Own", "Effect": "Deny", "Principal": "*",
              "Action": "s3:DeleteBucket", "Resource": "arn:aws:s3:::%s"}]}""";
    private static final String OWN_BY_TAG = """
            "Condition": {"StringEquals": {"aws:ResourceTag/System": ["payments", "loyalty"]},
              "StringNotEquals": {"aws:ResourceTag/Remediation": "off"}}""";
    private static final PublicAccessBlockConfiguration CLOSED = PublicAccessBlockConfiguration.builder()
            .blockPublicAcls(true)
            .ignorePublicAcls(true)
            .blockPublicPolicy(true)
            .restrictPublicBuckets(true)
            .build();

    private final Checkout checkout = Checkout.of(RemediationIT.class);
    private LocalAccount local;
    private EmulatedAccount account;
    private InsecureResources resources;
    private SqsClient sqs;
    private String queueUrl;
    private Map<String, String> environment;
    private LoneFunction function;

    @BeforeAll
    void deploy() {
        local = LocalAccount.start(checkout);
        account = local.account(REGION);
        resources = InsecureResources.in(account);
        sqs = account.client(SqsClient.builder());
        String topic = topic();
        environment = Map.of(
                "DRY_RUN", "false",
                "FIXES_PER_RESOURCE_AND_HOUR", "2",
                "MAILS_PER_HOUR", "10",
                "SCOPE", "OPT_OUT",
                "SYSTEMS", "payments,loyalty",
                "EXCLUDED_BUCKETS", "*-audit-*",
                "REPORT_TOPIC_ARN", topic,
                "ALERT_TOPIC_ARN", topic,
                "STATE_TABLE_NAME", table(),
                "CONFIG_RULE_FIXES",
                        "s3-public=S3_PUBLIC_ACCESS_BLOCK,s3-tls=S3_TLS_ONLY,ssh=SECURITY_GROUP_SSH,"
                                + "rdp=SECURITY_GROUP_RDP,kms-rotation=KMS_KEY_ROTATION");
        function = LoneFunction.deploy(
                account,
                checkout.project().resolve("lambda/security/remediation/target/remediation.jar"),
                "io.tapstack.lambda.security.remediation.RemediationHandler::handleRequest",
                environment,
                """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Resource": ["arn:aws:s3:::payments-*", "arn:aws:s3:::loyalty-*"],
                    "Condition": {"StringEquals": {"aws:ResourceAccount": "123456789012"}},
                    "Action": ["s3:GetBucketTagging", "s3:GetBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock",
                      "s3:GetBucketPolicy", "s3:PutBucketPolicy"]},
                  {"Effect": "Deny", "Resource": "arn:aws:s3:::*-audit-*",
                    "Action": ["s3:PutBucketPublicAccessBlock", "s3:PutBucketPolicy"]},
                  {"Effect": "Allow", "Resource": "*", "Action": "ec2:DescribeSecurityGroups"},
                  {"Effect": "Allow", "Resource": "arn:aws:ec2:eu-central-1:123456789012:security-group/*",
                    "Action": ["ec2:RevokeSecurityGroupIngress", "ec2:AuthorizeSecurityGroupIngress"], %2$s},
                  {"Effect": "Allow", "Resource": "arn:aws:kms:eu-central-1:123456789012:key/*",
                    "Action": ["kms:DescribeKey", "kms:ListResourceTags", "kms:GetKeyRotationStatus"]},
                  {"Effect": "Allow", "Resource": "arn:aws:kms:eu-central-1:123456789012:key/*",
                    "Action": "kms:EnableKeyRotation", %2$s},
                  {"Effect": "Allow", "Resource": "arn:aws:dynamodb:eu-central-1:123456789012:table/remediation-state",
                    "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]},
                  {"Effect": "Allow", "Resource": "%1$s", "Action": "sns:Publish"}]}
                """.formatted(topic, OWN_BY_TAG));
    }

    @AfterAll
    void end() {
        if (local != null) {
            local.close();
        }
    }

    @Test
    @Order(1)
    void openBucketIsClosedAndTheReportIsOut() throws JsonProcessingException {
        String bucket = resources.bucket("payments-");
        String event = configEvent("s3-public", "AWS::S3::Bucket", bucket);

        assertThat(function.answer(event)).isEqualTo("{\"outcomes\":[\"FIXED\"]}");

        assertThat(resources.publicAccessBlock(bucket)).isEqualTo(CLOSED);
        Message report = report();
        JsonNode notification = MAPPER.readTree(report.body());
        assertThat(notification.path("Subject").asText()).isEqualTo("Remediation: FIXED S3_PUBLIC_ACCESS_BLOCK");
        assertThat(notification.at("/MessageAttributes/outcome/Value").asText()).isEqualTo("FIXED");
        JsonNode body = MAPPER.readTree(notification.path("Message").asText());
        assertThat(body.path("resourceId").asText()).isEqualTo(bucket);
        assertThat(body.path("outcome").asText()).isEqualTo("FIXED");

        assertThat(function.answer(event)).isEqualTo("{\"outcomes\":[\"DUPLICATE\"]}");
    }

    @Test
    @Order(2)
    void bucketGetsATlsPolicyAndKeepsItsOwnStatements() {
        String bucket = resources.bucket("payments-");
        resources.s3().putBucketPolicy(request -> request.bucket(bucket).policy(OWN_STATEMENT.formatted(bucket)));
        assertThat(function.answer(configEvent("s3-tls", "AWS::S3::Bucket", bucket)))
                .isEqualTo("{\"outcomes\":[\"FIXED\"]}");

        assertThat(resources.policy(bucket)).contains("\"Own\"", "aws:SecureTransport", "\"DenyCleartext\"");
        assertThat(function.answer(configEvent("s3-tls", "AWS::S3::Bucket", bucket)))
                .isEqualTo("{\"outcomes\":[\"ALREADY_COMPLIANT\"]}");

        String bare = resources.bucket("payments-");
        assertThat(function.answer(configEvent("s3-tls", "AWS::S3::Bucket", bare)))
                .isEqualTo("{\"outcomes\":[\"FIXED\"]}");
        assertThat(resources.policy(bare)).contains("aws:SecureTransport");
    }

    @Test
    @Order(3)
    void sshIsClosedToTheWorldAndEveryOtherWayInStaysOpen() {
        String group = resources.securityGroup();

        assertThat(function.answer(
                        findingEvent("EC2.13", "AwsEc2SecurityGroup", arn("ec2", "security-group/" + group))))
                .isEqualTo("{\"outcomes\":[\"FIXED\"]}");

        assertThat(resources.ingress(group))
                .containsExactlyInAnyOrder(
                        "20-21 0.0.0.0/0",
                        "23-25 0.0.0.0/0",
                        "22-22 10.0.0.0/8",
                        "443-443 0.0.0.0/0",
                        "3389-3389 0.0.0.0/0");

        assertThat(function.answer(configEvent("rdp", "AWS::EC2::SecurityGroup", group)))
                .isEqualTo("{\"outcomes\":[\"FIXED\"]}");
        assertThat(resources.ingress(group)).hasSize(4).noneMatch(rule -> rule.contains("3389"));
    }

    @Test
    @Order(4)
    void keyRotates() {
        String key = resources.key();
        assertThat(function.answer(configEvent("kms-rotation", "AWS::KMS::Key", key)))
                .isEqualTo("{\"outcomes\":[\"FIXED\"]}");
        assertThat(resources.rotates(key)).isTrue();
    }

    @Test
    @Order(5)
    void whatItIsNotToTouchStaysAsItIs() {
        String foreign = resources.bucket("someones-");
        String open = resources.bucket("payments-");

        assertThat(function.answer(configEvent("s3-public", "AWS::S3::Bucket", foreign)))
                .contains("NOT_ALLOWED");
        assertThat(function.answer(configEvent("s3-public", "AWS::S3::Bucket", resources.bucket("payments-audit-"))))
                .contains("NOT_ALLOWED");
        assertThat(function.answer(configEvent(
                        "ssh", "AWS::EC2::SecurityGroup", resources.securityGroup(Map.of("System", "someones")))))
                .contains("NOT_ALLOWED");
        assertThat(function.answer(configEvent(
                        "ssh",
                        "AWS::EC2::SecurityGroup",
                        resources.securityGroup(Map.of("System", "payments", "Remediation", "off")))))
                .contains("NOT_ALLOWED");
        assertThat(function.answer(configEvent("unknown", "AWS::S3::Bucket", open)))
                .contains("NO_FIX");
        assertThat(function.answer(
                        configEvent("s3-tls", "AWS::S3::Bucket", open).replace(ACCOUNT, "999999999999")))
                .contains("FOREIGN");
        assertThat(function.answer(configEvent("s3-tls", "AWS::S3::Bucket", "payments-gone-" + UUID.randomUUID())))
                .contains("RESOURCE_GONE");
        assertThat(function.answer(configEvent("ssh", "AWS::EC2::SecurityGroup", "sg-00000000000000000")))
                .contains("RESOURCE_GONE");
        assertThat(function.answer(configEvent(
                        "kms-rotation", "AWS::KMS::Key", UUID.randomUUID().toString())))
                .contains("RESOURCE_GONE");
        assertThat(function.answer("{\"detail\": 1}")).contains("MALFORMED_EVENT");

        assertThatThrownBy(() -> resources.publicAccessBlock(foreign))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("The public access block configuration was not found");
        assertThatThrownBy(() -> resources.policy(open))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    @Order(6)
    void dryRunChangesNothing() {
        change("DRY_RUN", "true");
        String group = resources.securityGroup();
        List<String> before = resources.ingress(group);

        assertThat(function.answer(configEvent("ssh", "AWS::EC2::SecurityGroup", group)))
                .isEqualTo("{\"outcomes\":[\"WOULD_FIX\"]}");

        assertThat(resources.ingress(group)).isEqualTo(before);
    }

    @Test
    @Order(7)
    void limitOfAResourcesHourHolds() {
        change("FIXES_PER_RESOURCE_AND_HOUR", "1");
        String group = resources.securityGroup();

        assertThat(function.answer(configEvent("ssh", "AWS::EC2::SecurityGroup", group)))
                .isEqualTo("{\"outcomes\":[\"FIXED\"]}");
        List<String> closed = resources.ingress(group);
        assertThat(function.answer(configEvent("rdp", "AWS::EC2::SecurityGroup", group)))
                .isEqualTo("{\"outcomes\":[\"LIMIT_REACHED\"]}");

        assertThat(resources.ingress(group)).isEqualTo(closed);
    }

    /** With the function's role: IAM denies the changes that the code does not make. */
    @Test
    @Order(7)
    void theRoleItselfCannotChangeWhatIsOutOfReach() {
        InsecureResources asRole = InsecureResources.in(function.withItsPermissions());
        String records = resources.bucket("payments-audit-");
        assertThatThrownBy(() -> asRole.s3()
                        .putBucketPolicy(request -> request.bucket(records).policy(OWN_STATEMENT.formatted(records))))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("not authorized");
        for (Map<String, String> tags :
                List.of(Map.of("System", "someones"), Map.of("System", "payments", "Remediation", "off"))) {
            String group = resources.securityGroup(tags);
            assertThatThrownBy(() -> asRole.open(group)).hasMessageContaining("not authorized");
        }
    }

    @Test
    @Order(8)
    void whatConfigFindsIsFixedByItself() {
        change("FIXES_PER_RESOURCE_AND_HOUR", "2");
        String open = resources.bucket("payments-");
        String foreign = resources.bucket("someones-");
        record();
        config("PutConfigRule", """
                {"ConfigRule": {"ConfigRuleName": "s3-public", "Source": {"Owner": "AWS",
                  "SourceIdentifier": "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED"}}}""");
        passOnWhatConfigFinds();

        config("StartConfigRulesEvaluation", "{\"ConfigRuleNames\": [\"s3-public\"]}");

        Eventually.holds("the bucket is closed", () -> isClosed(open));
        assertThat(isClosed(foreign)).isFalse();
    }

    @Test
    @Order(9)
    void roleNeedsWhatTheContractListsAndNothingElse() {
        List<Decisions.Decision> asked = new Decisions(account).ofRole(function.name());

        assertThat(asked).allMatch(Decisions.Decision::allowed);
        assertThat(asked.stream()
                        .map(Decisions.Decision::action)
                        .filter(action -> !action.startsWith("logs:") && !action.startsWith("xray:"))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "s3:GetBucketTagging",
                        "s3:GetBucketPublicAccessBlock",
                        "s3:PutBucketPublicAccessBlock",
                        "s3:GetBucketPolicy",
                        "s3:PutBucketPolicy",
                        "ec2:DescribeSecurityGroups",
                        "ec2:RevokeSecurityGroupIngress",
                        "ec2:AuthorizeSecurityGroupIngress",
                        "kms:DescribeKey",
                        "kms:ListResourceTags",
                        "kms:GetKeyRotationStatus",
                        "kms:EnableKeyRotation",
                        "dynamodb:GetItem",
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem",
                        "sns:Publish");
    }

    /** Config evaluates only while it records. */
    private void record() {
        config("PutConfigurationRecorder", """
                {"ConfigurationRecorder": {"name": "recorder", "roleARN": "arn:aws:iam::123456789012:role/config"}}""");
        config(
                "PutDeliveryChannel",
                "{\"DeliveryChannel\": {\"name\": \"channel\", \"s3BucketName\": \"" + resources.bucket("someones-")
                        + "\"}}");
        config("StartConfigurationRecorder", "{\"ConfigurationRecorderName\": \"recorder\"}");
    }

    private boolean isClosed(String bucket) {
        try {
            return resources.publicAccessBlock(bucket).equals(CLOSED);
        } catch (S3Exception e) {
            return false; // it has no block at all
        }
    }

    /** The rule of the contract. */
    private void passOnWhatConfigFinds() {
        try (EventBridgeClient events = account.client(EventBridgeClient.builder());
                LambdaClient lambda = account.client(LambdaClient.builder())) {
            String rule = events.putRule(request -> request.name("config").eventPattern("""
                            {"source": ["aws.config"], "detail-type": ["Config Rules Compliance Change"],
                             "detail": {"messageType": ["ComplianceChangeNotification"], "configRuleName": ["s3-public"],
                                        "newEvaluationResult": {"complianceType": ["NON_COMPLIANT"]}}}"""))
                    .ruleArn();
            lambda.addPermission(request -> request.functionName(function.name())
                    .statementId("events")
                    .action("lambda:InvokeFunction")
                    .principal("events.amazonaws.com")
                    .sourceArn(rule));
            Target target =
                    Target.builder().id("remediation").arn(function.arn()).build();
            events.putTargets(request -> request.rule("config").targets(target));
        }
    }

    private void config(String operation, String body) {
        HttpResponse<String> answer = new SignedHttp(account.root(), "config")
                .post(
                        URI.create(account.endpoint() + "/"),
                        Map.of(
                                "X-Amz-Target",
                                "StarlingDoveService." + operation,
                                "Content-Type",
                                "application/x-amz-json-1.1"),
                        body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Switches a setting of the deployed function. */
    private void change(String variable, String value) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put(variable, value);
        try (LambdaClient lambda = account.client(LambdaClient.builder())) {
            lambda.updateFunctionConfiguration(request ->
                    request.functionName(function.name()).environment(variables -> variables.variables(changed)));
        }
    }

    private static String configEvent(String rule, String type, String resourceId) {
        return """
                {"version": "0", "id": "%s", "detail-type": "Config Rules Compliance Change", "source": "aws.config",
                 "account": "123456789012", "time": "2026-11-22T06:30:00Z", "region": "eu-central-1", "resources": [],
                 "detail": {"resourceId": "%s", "awsRegion": "eu-central-1", "awsAccountId": "123456789012",
                   "configRuleName": "%s", "recordVersion": "1.0", "messageType": "ComplianceChangeNotification",
                   "newEvaluationResult": {"complianceType": "NON_COMPLIANT"}, "resourceType": "%s"}}
                """.formatted(UUID.randomUUID(), resourceId, rule, type);
    }

    private static String findingEvent(String control, String type, String resourceArn) {
        return """
                {"version": "0", "id": "%s", "detail-type": "Security Hub Findings - Imported", "source": "aws.securityhub",
                 "account": "123456789012", "time": "2026-11-22T06:30:00Z", "region": "eu-central-1", "resources": [],
                 "detail": {"findings": [{"SchemaVersion": "2018-10-08", "Id": "arn:aws:securityhub:finding/%s",
                   "AwsAccountId": "123456789012", "GeneratorId": "security-control/%s", "Region": "eu-central-1",
                   "UpdatedAt": "2026-11-22T06:29:00.000Z", "RecordState": "ACTIVE", "Workflow": {"Status": "NEW"},
                   "Resources": [{"Type": "%s", "Id": "%s", "Partition": "aws", "Region": "eu-central-1"}],
                   "Compliance": {"Status": "FAILED", "SecurityControlId": "%s"}}]}}
                """.formatted(UUID.randomUUID(), UUID.randomUUID(), control, type, resourceArn, control);
    }

    private static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }

    private Message report() {
        List<Message> messages = new ArrayList<>();
        Eventually.holds("the report is in the queue", () -> {
            messages.addAll(
                    sqs.receiveMessage(request -> request.queueUrl(queueUrl)).messages());
            return !messages.isEmpty();
        });
        return messages.get(0);
    }

    /** The reports' topic, with a queue that keeps what it sends. */
    private String topic() {
        queueUrl = sqs.createQueue(request -> request.queueName("reports")).queueUrl();
        String queue = arn("sqs", "reports");
        String policy = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "%s",
                  "Principal": {"Service": "sns.amazonaws.com"}}]}""".formatted(queue);
        sqs.setQueueAttributes(
                request -> request.queueUrl(queueUrl).attributes(Map.of(QueueAttributeName.POLICY, policy)));
        try (SnsClient sns = account.client(SnsClient.builder())) {
            String topic = sns.createTopic(request -> request.name("reports")).topicArn();
            sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(queue));
            return topic;
        }
    }

    private String table() {
        String name = "remediation-state";
        try (DynamoDbClient dynamoDb = account.client(DynamoDbClient.builder())) {
            dynamoDb.createTable(request -> request.tableName(name)
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build())
                    .billingMode(BillingMode.PAY_PER_REQUEST));
        }
        return name;
    }
}
