package io.tapstack.modules.terraform;

import com.hashicorp.cdktf.S3Backend;
import com.hashicorp.cdktf.TerraformProvider;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.provider.AwsProvider;
import com.hashicorp.cdktf.providers.aws.provider.AwsProviderDefaultTags;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every stack says before its first resource: Terraform's and the provider's version, remote state in S3 with
 * S3's own locking (C5), and a provider that tags everything and touches one account only (C6).
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/backend/s3">Backend type: s3</a>
 */
public final class StackSettings {
    /** S3-native locking came with 1.10. */
    private static final String TERRAFORM_VERSION = ">= 1.10";

    private static final String PROVIDER_VERSION = "5.100.0";

    private StackSettings() {}

    public static void apply(TerraformStack stack, Deployment deployment) {
        Account account = deployment.account();
        S3Backend.Builder.create(stack)
                .bucket(account.stateBucket())
                .key(deployment.stateKey())
                .region(account.region())
                .encrypt(true)
                // Without a key the backend asks for AES256, past the bucket's own default of KMS.
                .kmsKeyId(account.arn("kms", "alias/" + deployment.stateKeyAlias()))
                .build();
        stack.addOverride("terraform.backend.s3.use_lockfile", true); // younger than the bindings
        stack.addOverride("terraform.required_version", TERRAFORM_VERSION);

        provider(stack, deployment, "aws", account.region()).build();
        // The bindings pin the provider they were generated from; see docs/decisions/0001.
        stack.addOverride("terraform.required_providers.aws.version", PROVIDER_VERSION);
        stack.addOverride("terraform.required_providers.aws.source", "hashicorp/aws");
    }

    /**
     * A second provider, for what belongs to the edge and is in us-east-1 wherever the rest of the stack is; see
     * {@link Account#edge}. Resources name it as their provider.
     */
    public static TerraformProvider usEast1(TerraformStack stack, Deployment deployment) {
        return provider(
                        stack,
                        deployment,
                        "aws-us-east-1",
                        deployment.account().edge().region())
                .alias("us_east_1")
                .build();
    }

    private static AwsProvider.Builder provider(TerraformStack stack, Deployment deployment, String id, String region) {
        return AwsProvider.Builder.create(stack, id)
                .region(region)
                .allowedAccountIds(List.of(deployment.account().id()))
                .defaultTags(List.of(
                        AwsProviderDefaultTags.builder().tags(tags(deployment)).build()));
    }

    /** What the provider tags everything with; for what AWS makes by itself, and the provider therefore does not tag. */
    public static Map<String, String> tags(Deployment deployment) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("System", deployment.system());
        tags.put("Environment", deployment.environment().id());
        tags.put("EnvironmentSuffix", deployment.suffix());
        tags.put("Owner", deployment.account().owner());
        tags.put("CostCenter", deployment.account().costCenter());
        tags.put("DataClassification", deployment.dataClassification());
        tags.put("ManagedBy", "terraform");
        return tags;
    }
}
