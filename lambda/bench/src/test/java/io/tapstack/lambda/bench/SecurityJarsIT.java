package io.tapstack.lambda.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.postgres.PostgresServer;
import io.tapstack.lambda.shared.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs the security functions' jars as they are deployed, through every service that they call. */
@Tag("C13")
class SecurityJarsIT {
    private static final String RUNTIME_CLIENT = Java.classPath(file -> file.startsWith("aws-lambda-java-"));
    private static final String PACKAGE = "io.tapstack.lambda.security.";
    private static final String VERSION = "00000000-0000-4000-8000-000000000001";
    private static final String KEY = "0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f";
    private static final String GROUP = "sg-0123456789abcdef0";
    private static final Queue<String> CALLS = new ConcurrentLinkedQueue<>();
    private static final AtomicReference<String> SECRET = new AtomicReference<>();

    private static AwsStub aws;

    @BeforeAll
    static void start() throws Exception {
        aws = new AwsStub(SecurityJarsIT::answer);
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @Test
    @Tag("S3")
    void rotationMakesTheUser() throws Exception {
        Database database = PostgresServer.get().newDatabase();
        var environment = Map.of(
                "DB_HOST", database.host(),
                "DB_PORT", String.valueOf(database.port()),
                "DB_NAME", database.name(),
                "RDS_CA_BUNDLE", database.authorities().location(),
                "DB_USER", "app",
                "DB_MASTER_SECRET_ARN", "arn:master",
                "SECRET_ARN", "arn:secret");
        try (var function = run("secret-rotation", "rotation.RotationHandler", environment)) {
            for (var step : List.of("createSecret", "setSecret", "testSecret", "finishSecret")) {
                function.answer(
                        Json.write(Map.of("Step", step, "SecretId", "arn:secret", "ClientRequestToken", VERSION)));
            }
        }
        assertThat(SECRET.get()).contains("\"username\":\"app\"", "\"password\":\"p'w\"");
        assertThat(CALLS).contains("secretsmanager.UpdateSecretVersionStage");
        database.connect("app", "p'w", Duration.ofSeconds(5)).close();
    }

    @Test
    @Tag("S9")
    void remediationFixesAndReports() throws Exception {
        var environment = Map.of(
                "DRY_RUN", "false",
                "FIXES_PER_RESOURCE_AND_HOUR", "10",
                "MAILS_PER_HOUR", "10",
                "SCOPE", "OPT_IN",
                "SYSTEMS", "a",
                "EXCLUDED_BUCKETS", "state",
                "REPORT_TOPIC_ARN", "arn:aws:sns:eu-central-1:123456789012:reports",
                "ALERT_TOPIC_ARN", "arn:aws:sns:eu-central-1:123456789012:alerts",
                "STATE_TABLE_NAME", "state",
                "CONFIG_RULE_FIXES", "key=KMS_KEY_ROTATION,ssh=SECURITY_GROUP_SSH,tls=S3_TLS_ONLY");
        try (var function = run("remediation", "remediation.RemediationHandler", environment)) {
            assertThat(function.answer(event("key", "AWS::KMS::Key", KEY))).contains("FIXED");
            assertThat(function.answer(event("ssh", "AWS::EC2::SecurityGroup", GROUP)))
                    .contains("FIXED");
            assertThat(function.answer(event("tls", "AWS::S3::Bucket", "a-bucket")))
                    .contains("NOT_ALLOWED");
        }
        assertThat(CALLS)
                .contains(
                        "TrentService.EnableKeyRotation",
                        "RevokeSecurityGroupIngress",
                        "/a-bucket",
                        "Publish",
                        "DynamoDB_20120810.UpdateItem");
    }

    @Test
    void jarsAreSmallEnoughToDeployWithoutABucket() throws Exception {
        assertThat(Files.size(jar("secret-rotation"))).isLessThan(8_000_000);
        assertThat(Files.size(jar("remediation"))).isLessThan(16_000_000);
    }

    private static String event(String rule, String type, String resource) {
        return "{\"id\":\"e-" + rule
                + "\",\"source\":\"aws.config\",\"detail-type\":\"Config Rules Compliance Change\","
                + "\"detail\":{\"configRuleName\":\"" + rule + "\",\"resourceType\":\"" + type + "\",\"resourceId\":\""
                + resource + "\",\"awsAccountId\":\"123456789012\",\"awsRegion\":\"eu-central-1\","
                + "\"newEvaluationResult\":{\"complianceType\":\"NON_COMPLIANT\"}}}";
    }

    private static String answer(String path, String target, String body) {
        if (body.startsWith("Action=")) {
            var action = body.substring("Action=".length(), body.indexOf('&'));
            CALLS.add(action);
            return query(action);
        }
        CALLS.add(target.equals("null") ? path : target);
        return switch (target) {
            case "null" -> "<Tagging><TagSet/></Tagging>";
            case "secretsmanager.DescribeSecret" ->
                "{\"RotationEnabled\":true,\"VersionIdsToStages\":{\"" + VERSION + "\":[\"AWSPENDING\"]}}";
            case "secretsmanager.GetSecretValue" -> secretValue(body);
            case "secretsmanager.GetRandomPassword" -> "{\"RandomPassword\":\"p'w\"}";
            case "secretsmanager.PutSecretValue" -> {
                SECRET.set(Json.object(body).string("SecretString").orElseThrow());
                yield "{}";
            }
            case "TrentService.DescribeKey" ->
                "{\"KeyMetadata\":{\"KeyId\":\"" + KEY + "\",\"KeyManager\":\"CUSTOMER\",\"KeyState\":\"Enabled\","
                        + "\"KeySpec\":\"SYMMETRIC_DEFAULT\",\"Origin\":\"AWS_KMS\"}}";
            case "TrentService.ListResourceTags" ->
                "{\"Tags\":[{\"TagKey\":\"Remediation\",\"TagValue\":\"auto\"}],\"Truncated\":false}";
            case "TrentService.GetKeyRotationStatus" -> "{\"KeyRotationEnabled\":false}";
            default -> "{}";
        };
    }

    private static String secretValue(String body) {
        if (body.contains("arn:master")) {
            return "{\"SecretString\":\"{\\\"username\\\":\\\"postgres\\\",\\\"password\\\":\\\"-\\\"}\"}";
        }
        return SECRET.get() == null ? "{}" : Json.write(Map.of("SecretString", SECRET.get()));
    }

    private static String query(String action) {
        return switch (action) {
            case "DescribeSecurityGroups" ->
                "<DescribeSecurityGroupsResponse><securityGroupInfo><item><ipPermissions><item><ipProtocol>tcp</ipProtocol>"
                        + "<fromPort>22</fromPort><toPort>22</toPort><ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item>"
                        + "</ipRanges></item></ipPermissions><tagSet><item><key>Remediation</key><value>auto</value>"
                        + "</item></tagSet></item></securityGroupInfo></DescribeSecurityGroupsResponse>";
            case "Publish" ->
                "<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>";
            default -> "<Answer><return>true</return></Answer>";
        };
    }

    private static FunctionProcess run(String name, String handler, Map<String, String> more) throws Exception {
        var environment = new HashMap<>(more);
        environment.put("AWS_ENDPOINT_URL", aws.url());
        var variant = new Variant(
                "as deployed", List.of("-Xmx512m"), jar(name).toString(), PACKAGE + handler + "::handleRequest");
        return new FunctionProcess(variant, RUNTIME_CLIENT, environment);
    }

    private static Path jar(String name) {
        return Path.of(Java.classPath(file -> file.equals(name + ".jar")));
    }
}
