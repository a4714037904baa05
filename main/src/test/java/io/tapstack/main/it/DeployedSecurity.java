package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.localaws.AwsEvent;
import io.tapstack.main.localaws.EmulatorApi;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What the API of AWS says of a deployed security baseline. */
record DeployedSecurity(EmulatedAccount account, JsonNode outputs, String environment) {
    private static final int EVENTS = 1000;
    private static final List<String> QUEUES = List.of("rotation-failures", "remediation-failures", "event-failures");

    String output(String name) {
        return outputs.at("/" + name + "/value").asText();
    }

    DeployedSystem system() {
        return new DeployedSystem(account, "security", environment);
    }

    void trailAndRecorderAreComplete() {
        JsonNode recorders = config("DescribeConfigurationRecorders", "{}").path("ConfigurationRecorders");
        assertThat(recorders).hasSize(1);
        assertThat(recorders.at("/0/recordingGroup/includeGlobalResourceTypes").asBoolean())
                .isTrue();
        JsonNode trail = trail("GetTrail").path("Trail");
        assertThat(trail.path("IsMultiRegionTrail").asBoolean()).isTrue();
        assertThat(trail.path("LogFileValidationEnabled").asBoolean()).isTrue();
        assertThat(trail.path("KmsKeyId").asText()).isEqualTo(output("trailKeyArn"));
    }

    boolean isLogging() {
        return trail("GetTrailStatus").path("IsLogging").asBoolean();
    }

    boolean isRecording() {
        return config("DescribeConfigurationRecorderStatus", "{}")
                .at("/ConfigurationRecordersStatus/0/recording")
                .asBoolean();
    }

    void functionsAreComplete() {
        system().functionIsComplete("secret-rotation", "rotation-failures");
        system().functionIsComplete("remediation", "remediation-failures");
    }

    void alarmsAreDescribed() {
        system().alarmsAreDescribed(30);
    }

    void secretRotatesByTheFunction() {
        try (SecretsManagerClient secrets = account.client(SecretsManagerClient.builder())) {
            var secret = secrets.describeSecret(request -> request.secretId(output("dbUserCredentialsArn")));
            assertThat(secret.rotationRules().automaticallyAfterDays()).isEqualTo(30);
            assertThat(secret.rotationLambdaARN()).isEqualTo(output("rotationLambdaArn"));
        }
    }

    private JsonNode trail(String action) {
        return new RawCall("cloudtrail", "CloudTrail_20131101." + action, "{\"Name\":\"" + output("trailArn") + "\"}")
                .answer(account);
    }

    JsonNode config(String action, String body) {
        return new RawCall("config", "StarlingDoveService." + action, body).answer(account);
    }

    /** Has AWS Config look now. */
    void evaluate(String rule) {
        config("StartConfigRulesEvaluation", "{\"ConfigRuleNames\":[\"" + system().name(rule) + "\"]}");
    }

    /** Brings the remediation as many findings of AWS Config, of buckets that are named like this and a number. */
    void findNoncompliance(String bucket, int findings) {
        try (LambdaClient lambda = account.client(LambdaClient.builder())) {
            for (int number = 0; number < findings; number++) {
                String event = """
                        {"id": "%1$s", "detail-type": "Config Rules Compliance Change", "source": "aws.config",
                         "detail": {"resourceId": "%1$s", "awsRegion": "%2$s", "awsAccountId": "123456789012",
                           "configRuleName": "%3$s", "resourceType": "AWS::S3::Bucket",
                           "newEvaluationResult": {"complianceType": "NON_COMPLIANT"}}}
                        """.formatted(
                                bucket + "-" + number, account.region(), system().name("s3-bucket-versioning-enabled"));
                lambda.invoke(request -> request.functionName(system().name("remediation"))
                        .qualifier("live")
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(event)));
            }
        }
    }

    /** What was published on a topic that contains this, the oldest first. */
    List<String> published(String topicOutput, String text) {
        String arn = output(topicOutput);
        AwsEvent.Query query = new AwsEvent.Query(
                0, EVENTS, Optional.of("topic"), Optional.of(arn.substring(arn.lastIndexOf(':') + 1)), 0);
        return new EmulatorApi(account.root())
                .events(query).events().stream()
                        .map(event -> event.detail().path("message").asText())
                        .filter(message -> message.contains(text))
                        .toList();
    }

    /** The outcomes that the remediation reported of a resource. */
    List<String> outcomes(String resourceId) {
        return published("reportsTopicArn", "\"" + resourceId + "\"").stream()
                .map(report -> json(report).path("outcome").asText())
                .toList();
    }

    /** The resources with this beginning of their ids that the remediation reported. */
    Set<String> reported(String prefix) {
        return published("reportsTopicArn", prefix).stream()
                .map(report -> json(report).path("resourceId").asText())
                .collect(Collectors.toSet());
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** Messages that are in the queues of failures. */
    int failures() {
        try (SqsClient sqs = account.client(SqsClient.builder())) {
            return QUEUES.stream()
                    .map(purpose -> sqs.getQueueUrl(request -> request.queueName(system().name(purpose)))
                            .queueUrl())
                    .map(url -> sqs.getQueueAttributes(request -> request.queueUrl(url)
                                    .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                            .attributes()
                            .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                    .mapToInt(Integer::parseInt)
                    .sum();
        }
    }

    /** Nothing of the system is left in the account. */
    void isGone() {
        system().isGone();
        try (RdsClient rds = account.client(RdsClient.builder())) {
            assertThat(rds.describeDBInstances().dbInstances()).isEmpty();
        }
        assertThat(trail("ListTrails").path("Trails")).isEmpty();
        assertThat(config("DescribeConfigurationRecorders", "{}").path("ConfigurationRecorders"))
                .isEmpty();
        assertThat(config("DescribeConfigRules", "{}").path("ConfigRules")).isEmpty();
    }
}
