package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds data in production cannot be destroyed; elsewhere it can, or no copy could be cleaned up. */
@Tag("C4")
@Tag("P2")
@Tag("P3")
@Tag("P5")
@Tag("RDS.5")
@Tag("RDS.6")
@Tag("RDS.8")
@Tag("S3.15")
@Tag("DynamoDB.6")
@Tag("CIS-5.0_2.2.4")
final class ProdIsProtectedTest {
    private static final List<String> DATA = List.of(
            "aws_db_instance",
            "aws_dynamodb_table",
            "aws_s3_bucket",
            "aws_kms_key",
            "aws_cognito_user_pool",
            "aws_cloudtrail",
            "aws_secretsmanager_secret");

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aws_db_instance, lifecycle/prevent_destroy, false",
        "aws_dynamodb_table, lifecycle/prevent_destroy, false",
        "aws_s3_bucket, lifecycle/prevent_destroy, false",
        "aws_kms_key, lifecycle/prevent_destroy, false",
        "aws_s3_bucket, force_destroy, true",
        "aws_db_instance, deletion_protection, false",
        "aws_db_instance, skip_final_snapshot, true",
        "aws_db_instance, delete_automated_backups, true",
        "aws_db_instance, multi_az, false",
        "aws_db_instance, monitoring_interval, false",
        "aws_dynamodb_table, deletion_protection_enabled, false",
    })
    void canFail(String type, String path, boolean value) {
        assertThat(violations(SynthesizedStacks.shipped("payments-prod").with(type, path, value)))
                .hasSize(1);
    }

    @Test
    void canFailOnAuditRecordsThatCanBeOverwrittenAndCopiesThatCannotBeDestroyed() {
        assertThat(violations(
                        SynthesizedStacks.shipped("payments-prod").without("aws_s3_bucket_object_lock_configuration")))
                .hasSize(1);
        assertThat(violations(SynthesizedStacks.shipped("payments-dev")
                        .with("aws_db_instance", "lifecycle/prevent_destroy", true)))
                .hasSize(1);
    }

    @Test
    @Tag("L2")
    void canFailOnAUserPool() {
        StackJson prod = SynthesizedStacks.shipped("loyalty-prod");
        assertThat(violations(prod.with("aws_cognito_user_pool", "lifecycle/prevent_destroy", false)))
                .hasSize(1);
        assertThat(violations(prod.with("aws_cognito_user_pool", "deletion_protection", "INACTIVE")))
                .hasSize(1);
    }

    @Test
    @Tag("S3")
    @Tag("S6")
    void canFailOnTheTrailAndOnASecret() {
        StackJson prod = SynthesizedStacks.shipped("security-prod");
        for (StackJson spoilt : List.of(
                prod.with("aws_cloudtrail", "lifecycle/prevent_destroy", false),
                prod.with("aws_secretsmanager_secret", "lifecycle/prevent_destroy", false),
                prod.without("aws_s3_bucket_object_lock_configuration"))) {
            assertThat(violations(spoilt)).hasSize(1);
        }
    }

    private static List<String> violations(StackJson stack) {
        boolean isProtected = stack.isProd() || stack.system().equals("foundation");
        List<String> all = new ArrayList<>();
        DATA.forEach(type -> all.addAll(stack.violations(
                type,
                isProtected ? "can be destroyed" : "cannot be destroyed",
                data -> data.at("lifecycle/prevent_destroy").asBoolean() == isProtected)));
        all.addAll(stack.violations(
                "aws_s3_bucket",
                "goes with its contents, or does not",
                bucket -> bucket.at("force_destroy").asBoolean() != isProtected));
        all.addAll(stack.violations(
                "aws_db_instance",
                "can be deleted, or cannot",
                db -> db.at("deletion_protection").asBoolean() == isProtected));
        all.addAll(stack.violations(
                "aws_dynamodb_table",
                "can be deleted, or cannot",
                table -> table.at("deletion_protection_enabled").asBoolean() == isProtected));
        all.addAll(stack.violations(
                "aws_cognito_user_pool",
                "can be deleted, or cannot",
                pool -> pool.at("deletion_protection").asText().equals(isProtected ? "ACTIVE" : "INACTIVE")));
        if (stack.isProd()) {
            all.addAll(stack.violations(
                    "aws_db_instance",
                    "leaves nothing behind",
                    db -> !db.at("skip_final_snapshot").asBoolean(true)
                            && !db.at("delete_automated_backups").asBoolean(true)));
            all.addAll(stack.violations(
                    "aws_db_instance",
                    "is alone, or not watched",
                    db -> db.at("multi_az").asBoolean()
                            && db.at("monitoring_interval").asInt() > 0));
        }
        boolean keepsAudit = stack.all("aws_s3_bucket").stream()
                .anyMatch(bucket -> bucket.at("bucket_prefix").asText().matches(".*-audit-|security-trail-.*"));
        if (stack.isProd()
                && keepsAudit
                && stack.all("aws_s3_bucket_object_lock_configuration").isEmpty()) {
            all.add("audit records can be overwritten");
        }
        return all;
    }
}
