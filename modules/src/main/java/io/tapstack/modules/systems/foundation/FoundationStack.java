package io.tapstack.modules.systems.foundation;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.iam_policy.IamPolicy;
import io.tapstack.modules.apigateway.ApiGatewayAccountLogging;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.kms.KeySettings;
import io.tapstack.modules.s3.AccessLogBucket;
import io.tapstack.modules.s3.BucketEncryption;
import io.tapstack.modules.s3.BucketName;
import io.tapstack.modules.s3.BucketSettings;
import io.tapstack.modules.s3.SecureBucket;
import io.tapstack.modules.ssm.Output;
import io.tapstack.modules.ssm.Outputs;
import io.tapstack.modules.terraform.StackSettings;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * What every deployment to an environment needs first (C5, S5): a place for Terraform's state, the permission boundary
 * that every role carries, the role that deploys. Applied once with local state, then moved into its own bucket.
 *
 * <p>State cannot be made again, so the bucket and its key are protected in every environment.
 */
public final class FoundationStack extends TerraformStack {
    private static final KeySettings KEY = new KeySettings(30, Protection.PROTECTED);

    public FoundationStack(Construct scope, Deployment deployment, FoundationSettings settings, DeployerAccess access) {
        super(scope, deployment.stackId());
        Problems.refuse(deployment.environment().id() + ".foundation", settings);
        StackSettings.apply(this, deployment);

        EncryptionKey.Ref key = new EncryptionKey(
                        this,
                        "state-key",
                        new EncryptionKey.Props(
                                deployment, KEY, deployment.stateKeyAlias(), "Terraform state", List.of()))
                .ref();
        SecureBucket.Ref state = state(deployment, settings, key);
        String boundaryArn = IamPolicy.Builder.create(this, "permission-boundary")
                .name(deployment.permissionBoundaryName())
                .description("The most that any role of this environment may do")
                .policy(PermissionBoundary.policy(new DeployedNames(deployment, access.tenancy()))
                        .json())
                .build()
                .getArn();
        DeployerRole.Ref deployer = new DeployerRole(
                        this,
                        "deployer",
                        new DeployerRole.Props(
                                deployment, access, boundaryArn, new DeployerPolicies.State(state.arn(), key.arn())))
                .ref();
        if (settings.apiGatewayLogging().isCreated()) {
            new ApiGatewayAccountLogging(
                    this, "api-gateway-logging", new ApiGatewayAccountLogging.Props(deployment, boundaryArn));
        }
        new Outputs(
                this,
                "outputs",
                new Outputs.Props(
                        deployment,
                        List.of(
                                new Output("stateBucketName", "Bucket that holds Terraform's state", state.name()),
                                new Output("stateKeyArn", "ARN of the key that encrypts the state", key.arn()),
                                new Output(
                                        "permissionBoundaryArn",
                                        "ARN of the boundary that every role carries",
                                        boundaryArn),
                                new Output("deployerRoleArn", "ARN of the role that deploys", deployer.arn()))));
    }

    private SecureBucket.Ref state(Deployment deployment, FoundationSettings settings, EncryptionKey.Ref key) {
        SecureBucket.Ref accessLogs = new AccessLogBucket(
                        this,
                        "state-access-logs",
                        new AccessLogBucket.Props(
                                deployment,
                                new BucketSettings(settings.accessLogs(), Protection.PROTECTED, Optional.empty()),
                                deployment.account().stateBucket()))
                .ref();
        return new SecureBucket(
                        this,
                        "state",
                        new SecureBucket.Props(
                                deployment,
                                BucketName.exactly("state", deployment.account().stateBucket()),
                                new BucketSettings(settings.stateVersions(), Protection.PROTECTED, Optional.empty()),
                                BucketEncryption.kms(key),
                                Optional.of(accessLogs.name()),
                                arn -> List.of()))
                .ref();
    }
}
