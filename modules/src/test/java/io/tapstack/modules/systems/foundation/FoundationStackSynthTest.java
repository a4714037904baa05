package io.tapstack.modules.systems.foundation;

import static io.tapstack.modules.testing.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hashicorp.cdktf.Testing;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Singleton;
import io.tapstack.modules.s3.Lifecycle;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C5")
final class FoundationStackSynthTest {
    static final Deployment DEPLOYMENT = new Deployment("foundation", Environment.DEV, "dev", ACCOUNT, "internal");
    private static final Synthesized STACK = synth(30, Singleton.CREATE);

    @Test
    void keepsStateInTheBucketThatTheContextNames() {
        STACK.only("aws_s3_bucket", "bucket", "tapstack-dev-state");
        assertThat(STACK.root().at("/terraform/backend/s3/bucket").asText()).isEqualTo("tapstack-dev-state");
    }

    @Test
    void encryptsStateWithTheKeyThatEveryBackendNames() {
        String alias = STACK.only("aws_kms_alias").at("name").asText();
        assertThat(STACK.root().at("/terraform/backend/s3/kms_key_id").asText())
                .isEqualTo("arn:aws:kms:eu-central-1:123456789012:" + alias);
        String key = STACK.only("aws_kms_key").address();
        STACK.only(
                "aws_s3_bucket_server_side_encryption_configuration",
                "rule/apply_server_side_encryption_by_default/kms_master_key_id",
                "${" + key + ".arn}");
    }

    @Test
    @Tag("C4")
    void neverLosesStateInWhateverEnvironment() {
        assertThat(STACK.all("aws_s3_bucket")).hasSize(2).allSatisfy(bucket -> bucket.has("force_destroy", false)
                .has("lifecycle/prevent_destroy", true));
        STACK.only("aws_kms_key").has("lifecycle/prevent_destroy", true).has("deletion_window_in_days", 30);
    }

    @Test
    void forgetsOverwrittenStateAfterAWhileButNeverState() {
        List<ResourceAssert> lifecycles = STACK.all("aws_s3_bucket_lifecycle_configuration").stream()
                .filter(lifecycle -> lifecycle.at("bucket").asText().startsWith("${aws_s3_bucket.state_bucket"))
                .toList();
        assertThat(lifecycles).singleElement().satisfies(lifecycle -> lifecycle
                .has("rule/noncurrent_version_expiration/noncurrent_days", 30)
                .lacks("rule/expiration/days"));
    }

    @Test
    void reportsEachRequestForState() {
        STACK.only("aws_s3_bucket_logging")
                .hasText("bucket", "aws_s3_bucket.state_bucket")
                .has("target_prefix", "state/");
    }

    @Test
    @Tag("S5")
    void makesTheBoundaryThatEveryRoleOfTheEnvironmentNames() {
        STACK.only("aws_iam_policy", "name", "dev-tapstack-boundary");
        assertThat(DEPLOYMENT.permissionBoundaryArn()).endsWith(":policy/dev-tapstack-boundary");
        STACK.output("permissionBoundaryArn").has("value", "${" + boundary() + ".arn}");
    }

    /** IAM refuses a role whose boundary does not exist, so these must wait for it; a computed ARN would not. */
    @Test
    @Tag("S5")
    @Tag("C7")
    void makesItsRolesAfterTheBoundary() {
        assertThat(STACK.all("aws_iam_role"))
                .hasSize(2)
                .allSatisfy(role -> role.has("permissions_boundary", "${" + boundary() + ".arn}"));
    }

    @Test
    void givesTheDeployerItsPolicies() {
        ResourceAssert deployer = STACK.only("aws_iam_role", "name", "dev-tapstack-deployer");
        deployer.statement("assume_role_policy", "AccountDecidesByIam")
                .has("Principal", Map.of("AWS", "arn:aws:iam::123456789012:root"))
                .has(
                        "Condition",
                        Map.of(
                                "ArnLike",
                                Map.of(
                                        "aws:PrincipalArn",
                                        List.of(
                                                "arn:aws:iam::123456789012:role/ci-deploy",
                                                "arn:aws:iam::123456789012:user/*operator"))));
        assertThat(STACK.all("aws_iam_role_policy_attachment").stream()
                        .filter(attachment ->
                                attachment.at("role").asText().equals("${" + deployer.address() + ".name}")))
                .hasSize(7);
    }

    @Test
    @Tag("S11")
    void letsApiGatewayLogUnlessTheAccountAlreadyDoes() {
        assertThat(STACK.all("aws_api_gateway_account")).hasSize(1);
        synth(30, Singleton.EXISTS_IN_ACCOUNT).none("aws_api_gateway_account");
    }

    @Test
    @Tag("C12")
    void tellsWhatADeploymentNeeds() {
        assertThat(STACK.root().path("output").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "stateBucketName", "stateKeyArn", "permissionBoundaryArn", "deployerRoleArn");
    }

    @Test
    @Tag("C4")
    void refusesBadSettings() {
        assertThatThrownBy(() -> synth(0, Singleton.CREATE))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("dev.foundation.stateVersions.noncurrentExpireAfterDays must be 1..36500, got 0");
    }

    private static String boundary() {
        return STACK.only("aws_iam_policy", "name", "dev-tapstack-boundary").address();
    }

    private static Synthesized synth(int stateVersionDays, Singleton logging) {
        return Synthesized.ofJson(Testing.synth(
                new FoundationStack(
                        Testing.app(),
                        DEPLOYMENT,
                        new FoundationSettings(Lifecycle.keep(stateVersionDays), Lifecycle.expire(90), logging),
                        new DeployerAccess(List.of("role/ci-deploy", "user/*operator"), Tenancy.OWN_ACCOUNT)),
                true));
    }
}
