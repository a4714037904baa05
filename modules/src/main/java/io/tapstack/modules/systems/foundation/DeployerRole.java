package io.tapstack.modules.systems.foundation;

import com.hashicorp.cdktf.providers.aws.iam_policy.IamPolicy;
import com.hashicorp.cdktf.providers.aws.iam_role.IamRole;
import com.hashicorp.cdktf.providers.aws.iam_role_policy_attachment.IamRolePolicyAttachment;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import software.constructs.Construct;

/**
 * The role with which Terraform deploys the systems of one environment (C5). Whom the account's own IAM policies allow
 * to may assume it. It carries the boundary like any other role, so it cannot make a role that is free of it.
 *
 * <p>What it may do is in {@link DeployerPolicies}: more than one policy, because IAM limits the size of each.
 */
public final class DeployerRole extends Construct {
    private final Ref ref;

    /** @param permissionBoundaryArn a reference: IAM refuses a role whose boundary is not there yet */
    public record Props(Deployment deployment, String permissionBoundaryArn, DeployerPolicies.State state) {}

    /** What others may use of the deployer. */
    public record Ref(String arn) {}

    public DeployerRole(Construct scope, String id, Props props) {
        super(scope, id);
        Deployment deployment = props.deployment;
        IamRole role = IamRole.Builder.create(this, "role")
                .name(deployment.deployerRoleName())
                .description("Terraform deploys the environment's systems")
                .assumeRolePolicy(PolicyDocument.of(Statement.allow("AccountDecidesByIam")
                                .byAws(deployment.account().iamArn("root"))
                                .to("sts:AssumeRole"))
                        .json())
                .permissionsBoundary(props.permissionBoundaryArn)
                .build();
        String roleName = role.getName();
        DeployerPolicies.of(deployment, props.state).forEach((purpose, document) -> {
            IamPolicy policy = IamPolicy.Builder.create(this, purpose)
                    .name(deployment.deployerRoleName() + "-" + purpose)
                    .description("Terraform: " + purpose)
                    .policy(document.json())
                    .build();
            IamRolePolicyAttachment.Builder.create(this, purpose + "-attachment")
                    .role(roleName)
                    .policyArn(policy.getArn())
                    .build();
        });
        this.ref = new Ref(role.getArn());
    }

    public Ref ref() {
        return ref;
    }
}
