package io.tapstack.modules.cloudtrail;

import static io.tapstack.modules.testing.Samples.ACCOUNT;
import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.s3.SecureBucket;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S6")
final class TrailSynthTest {
    private static final String TRAIL = "arn:aws:cloudtrail:eu-central-1:123456789012:trail/payments-pr123-trail";
    private static final TrailAccess ACCESS = new TrailAccess(DEPLOYMENT);
    private static final TrailSettings SETTINGS =
            new TrailSettings(new Retention(90), List.of(new AuditBuckets("payments", "audit")));
    private static final Synthesized STACK = synth(SETTINGS, Protection.PROTECTED);

    @Test
    @Tag("CloudTrail.1")
    @Tag("CIS-5.0_3.1")
    void recordsEveryRegionAndGlobalServices() {
        STACK.only("aws_cloudtrail")
                .has("name", "payments-pr123-trail")
                .has("s3_bucket_name", "the-bucket")
                .has("is_multi_region_trail", true)
                .has("include_global_service_events", true);
    }

    @Test
    @Tag("CloudTrail.4")
    @Tag("CloudTrail.2")
    @Tag("CIS-5.0_3.2")
    @Tag("CIS-5.0_3.5")
    void signsAndEncryptsItsFiles() {
        STACK.only("aws_cloudtrail").has("enable_log_file_validation", true).has("kms_key_id", "trail-key");
    }

    @Test
    @Tag("CloudTrail.5")
    void writesToItsLogGroupOnceTheRoleMay() {
        String log = STACK.only("aws_cloudwatch_log_group", "name", "/payments/pr123/cloudtrail")
                .has("retention_in_days", 90)
                .has("kms_key_id", "logs-key")
                .address();
        STACK.only("aws_cloudtrail")
                .has("cloud_watch_logs_group_arn", "${" + log + ".arn}:*")
                .has(
                        "depends_on",
                        List.of(STACK.only("aws_iam_role_policy_attachment").address()));
        STACK.only("aws_iam_policy")
                .statement("policy", "WriteEvents")
                .has("Action", List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                .has("Resource", "${" + log + ".arn}:log-stream:123456789012_CloudTrail_eu-central-1*");
        STACK.only("aws_iam_role")
                .statement("assume_role_policy", "AssumeRole")
                .has("Principal", Map.of("Service", "cloudtrail.amazonaws.com"))
                .has("Condition", Map.of("StringEquals", Map.of("aws:SourceArn", TRAIL)));
    }

    @Test
    void recordsEveryCallAndThoseOnObjectsOfAuditBuckets() {
        assertThat(selectors(STACK))
                .containsExactly(
                        "eventCategory=[Management]",
                        "eventCategory=[Data] resources.type=[AWS::S3::Object] "
                                + "resources.ARN=[arn:aws:s3:::payments-pr123-audit-]");
        assertThat(selectors(synth(new TrailSettings(new Retention(7), List.of()), Protection.DISPOSABLE)))
                .containsExactly("eventCategory=[Management]");
    }

    @Test
    @Tag("C4")
    void refusesToBeDestroyedWhenProtected() {
        STACK.only("aws_cloudtrail").has("lifecycle/prevent_destroy", true);
        synth(SETTINGS, Protection.DISPOSABLE).only("aws_cloudtrail").has("lifecycle/prevent_destroy", false);
    }

    @Test
    void letsThisTrailAloneWriteIntoItsBucket() {
        List<Statement> statements = ACCESS.bucket("bucket-arn");
        assertThat(statements).extracting(Statement::sid).containsExactly("TrailLooksAtBucket", "TrailWrites");
        assertThat(statements)
                .allSatisfy(statement ->
                        assertThat(statement.conditions()).contains(Condition.equals("aws:SourceArn", TRAIL)))
                .allSatisfy(statement -> assertThat(statement.principals())
                        .isEqualTo(Map.of("Service", List.of("cloudtrail.amazonaws.com"))));
        assertThat(statements.get(0).actions()).containsExactly("s3:GetBucketAcl");
        assertThat(statements.get(0).resources()).containsExactly("bucket-arn");
        assertThat(statements.get(1).actions()).containsExactly("s3:PutObject");
        assertThat(statements.get(1).resources()).containsExactly("bucket-arn/AWSLogs/123456789012/*");
        assertThat(statements.get(1).conditions())
                .contains(Condition.equals("s3:x-amz-acl", "bucket-owner-full-control"));
    }

    @Test
    @Tag("C11")
    void letsThisTrailAloneEncryptAndOnlyTrailsOfTheAccount() {
        List<Statement> statements = ACCESS.key();
        assertThat(statements).allSatisfy(statement -> assertThat(statement.conditions())
                .contains(Condition.equals("aws:SourceArn", TRAIL)));
        assertThat(statements.get(0).actions())
                .containsExactly("kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext");
        assertThat(statements.get(0).conditions())
                .contains(Condition.like(
                        "kms:EncryptionContext:aws:cloudtrail:arn", "arn:aws:cloudtrail:*:123456789012:trail/*"));
        assertThat(statements.get(1).actions()).containsExactly("kms:DescribeKey");
    }

    @Test
    @Tag("C4")
    void refusesBadSettings() {
        TrailSettings bad = new TrailSettings(new Retention(8), List.of(new AuditBuckets("", "Audit")));
        Problems problems = Problems.in("trail");
        bad.check(problems);
        assertThat(problems.found())
                .extracting(Object::toString)
                .satisfiesExactly(
                        problem -> assertThat(problem).startsWith("trail.logs.days must be one of 1, 3,"),
                        problem -> assertThat(problem)
                                .isEqualTo(
                                        "trail.objectEvents.system must be the first word of a bucket's name, got \"\""),
                        problem -> assertThat(problem)
                                .isEqualTo(
                                        "trail.objectEvents.purpose must be a word or two with hyphens, got \"Audit\""));
        assertThatThrownBy(() -> synth(bad, Protection.DISPOSABLE)).isInstanceOf(InvalidSettings.class);
    }

    private static List<String> selectors(Synthesized stack) {
        return stack.only("aws_cloudtrail").each("advanced_event_selector").stream()
                .map(selector -> {
                    StringBuilder text = new StringBuilder();
                    selector.at("field_selector").forEach(field -> text.append(' ')
                            .append(field.path("field").asText())
                            .append('=')
                            .append(values(field)));
                    return text.substring(1);
                })
                .toList();
    }

    private static String values(JsonNode field) {
        JsonNode values = field.has("equals") ? field.path("equals") : field.path("starts_with");
        return values.toString().replace("\"", "");
    }

    private static Synthesized synth(TrailSettings settings, Protection protection) {
        return Synthesized.of(stack -> new Trail(
                stack,
                "trail",
                new Trail.Props(
                        DEPLOYMENT,
                        settings,
                        new SecureBucket.Ref("the-bucket", "bucket-arn", Optional.of("trail-key"), null),
                        new EncryptionKey.Ref("trail-key"),
                        new EncryptionKey.Ref("logs-key"),
                        protection)));
    }

    @Test
    @Tag("C3")
    void namesThePartitionOfTheRegion() {
        assertThat(ACCESS.key().get(0).conditions().toString()).contains("arn:" + ACCOUNT.partition());
    }
}
