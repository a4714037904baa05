package io.tapstack.modules.systems.foundation;

import com.hashicorp.cdktf.providers.aws.iam_policy.IamPolicy;
import com.hashicorp.cdktf.providers.aws.iam_role.IamRole;
import com.hashicorp.cdktf.providers.aws.iam_role_policy_attachment.IamRolePolicyAttachment;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.List;
import software.constructs.Construct;

/**
 * The role with which Terraform deploys the systems of one environment (C5). The principals of {@link DeployerAccess}
 * may assume it. It carries the boundary like any other role, so it cannot make a role that is free of it.
 *
 * <p>What it may do is in {@link DeployerPolicies}: more than one policy, because IAM limits the size of each.
 */
public final class DeployerRole extends Construct {
    private final Ref ref;

    /** @param permissionBoundaryArn a reference: IAM refuses a role whose boundary is not there yet */
    public record Props(
            Deployment deployment, DeployerAccess access, String permissionBoundaryArn, DeployerPolicies.State state) {}

    /** What others may use of the deployer. */
    public record Ref(String arn) {}

    public DeployerRole(Construct scope, String id, Props props) {
        super(scope, id);
        Deployment deployment = props.deployment;
        IamRole role = IamRole.Builder.create(this, "role")
                .name(deployment.deployerRoleName())
                .description("Terraform deploys the environment's systems")
                .assumeRolePolicy(PolicyDocument.of(trust(props)).json())
                .permissionsBoundary(props.permissionBoundaryArn)
                .build();
        String roleName = role.getName();
        DeployerPolicies.of(new DeployedNames(deployment, props.access.tenancy()), props.state)
                .forEach((purpose, document) -> {
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

    /** The account, and of it the principals that the context names; their own policies must allow it as well. */
    private static Statement trust(Props props) {
        Account account = props.deployment.account();
        Statement trust = Statement.allow("AccountDecidesByIam")
                .byAws(account.iamArn("root"))
                .to("sts:AssumeRole");
        List<String> principals =
                props.access.principals().stream().map(account::iamArn).toList();
        return principals.isEmpty() ? trust : trust.when(new Condition("ArnLike", "aws:PrincipalArn", principals));
    }

    public Ref ref() {
        return ref;
    }
}
