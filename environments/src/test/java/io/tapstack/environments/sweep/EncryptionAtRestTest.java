package io.tapstack.environments.sweep;

import static io.tapstack.environments.testing.StackJson.refersTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever keeps data encrypts it with a key of this project. */
@Tag("P2")
@Tag("P3")
@Tag("C10")
@Tag("RDS.3")
@Tag("S3.17")
@Tag("SNS.1")
@Tag("SQS.1")
@Tag("CIS-5.0_2.2.1")
final class EncryptionAtRestTest {
    /** Where each type says its key. */
    private static final Map<String, String> KEYS = Map.of(
            "aws_cloudtrail", "kms_key_id",
            "aws_config_delivery_channel", "s3_kms_key_arn",
            "aws_db_instance", "kms_key_id",
            "aws_dynamodb_table", "server_side_encryption/kms_key_arn",
            "aws_secretsmanager_secret", "kms_key_id",
            "aws_sqs_queue", "kms_master_key_id",
            "aws_sns_topic", "kms_master_key_id",
            "aws_lambda_function", "kms_key_arn",
            "aws_cloudwatch_event_bus", "kms_key_identifier",
            "aws_cloudwatch_log_group", "kms_key_id");

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aws_db_instance, storage_encrypted, false",
        "aws_db_instance, kms_key_id, alias/aws/rds",
        "aws_db_instance, master_user_secret_kms_key_id, ''",
        "aws_db_instance, performance_insights_kms_key_id, ''",
        "aws_dynamodb_table, server_side_encryption/enabled, false",
        "aws_dynamodb_table, server_side_encryption/kms_key_arn, ''",
        "aws_sqs_queue, kms_master_key_id, alias/aws/sqs",
        "aws_sns_topic, kms_master_key_id, alias/aws/sns",
        "aws_lambda_function, kms_key_arn, ''",
        "aws_cloudwatch_log_group, kms_key_id, ''",
        "aws_s3_bucket_server_side_encryption_configuration, rule/bucket_key_enabled, false",
        "aws_s3_bucket_server_side_encryption_configuration, "
                + "rule/apply_server_side_encryption_by_default/sse_algorithm, none"
    })
    void canFail(String type, String path, String value) {
        Object spoilt = value.equals("false") ? (Object) false : value;
        assertThat(violations(SynthesizedStacks.shipped("payments-prod").with(type, path, spoilt)))
                .hasSize(1);
    }

    @Test
    @Tag("L4")
    void canFailOnAnEventBus() {
        assertThat(violations(SynthesizedStacks.shipped("loyalty-prod")
                        .without("aws_cloudwatch_event_bus", "kms_key_identifier")))
                .hasSize(1);
    }

    @ParameterizedTest
    @Tag("S1")
    @Tag("S3")
    @Tag("S6")
    @Tag("CloudTrail.2")
    @CsvSource({
        "aws_cloudtrail, kms_key_id",
        "aws_config_delivery_channel, s3_kms_key_arn",
        "aws_secretsmanager_secret, kms_key_id"
    })
    void canFailOnRecordsAndSecrets(String type, String path) {
        assertThat(violations(SynthesizedStacks.shipped("security-prod").without(type, path)))
                .hasSize(1);
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>();
        KEYS.forEach((type, path) -> all.addAll(stack.violations(
                type, "is not encrypted with a key of ours", resource -> refersTo(resource.at(path), "aws_kms_key"))));
        all.addAll(stack.violations("aws_db_instance", "is not encrypted", db -> db.at("storage_encrypted")
                .asBoolean()));
        all.addAll(stack.violations(
                "aws_db_instance",
                "has its password in the open",
                db -> refersTo(db.at("master_user_secret_kms_key_id"), "aws_kms_key")));
        all.addAll(stack.violations(
                "aws_db_instance",
                "has its statements in the open",
                db -> !db.at("performance_insights_enabled").asBoolean()
                        || refersTo(db.at("performance_insights_kms_key_id"), "aws_kms_key")));
        all.addAll(stack.violations(
                "aws_dynamodb_table", "is not encrypted", table -> table.at("server_side_encryption/enabled")
                        .asBoolean()));
        all.addAll(stack.violations(
                "aws_s3_bucket_server_side_encryption_configuration",
                "does not encrypt with a key of ours",
                EncryptionAtRestTest::encrypts));
        return all;
    }

    /** S3 delivers access logs only to buckets that are encrypted with its own keys; assets are to be so (L6). */
    private static boolean encrypts(ResourceAssert configuration) {
        String path = "rule/apply_server_side_encryption_by_default/";
        String bucket = configuration.at("bucket").asText();
        boolean byS3 = bucket.contains("access-logs_bucket") || bucket.contains("assets_bucket");
        return configuration.at("rule/bucket_key_enabled").asBoolean()
                && (byS3
                        ? configuration.at(path + "sse_algorithm").asText().equals("AES256")
                        : configuration.at(path + "sse_algorithm").asText().equals("aws:kms")
                                && refersTo(configuration.at(path + "kms_master_key_id"), "aws_kms_key"));
    }
}
