package io.tapstack.modules.iam;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.iam_policy.IamPolicy;
import com.hashicorp.cdktf.providers.aws.iam_role.IamRole;
import com.hashicorp.cdktf.providers.aws.iam_role_policy_attachment.IamRolePolicyAttachment;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.List;
import software.constructs.Construct;

/**
 * A role for one AWS service to assume: named after its environment, under the permission boundary, with exactly one
 * customer-managed policy (C7; FSBP IAM.21).
 */
public final class ServiceRole extends Construct {
    private final Ref ref;
    private final IamRolePolicyAttachment attachment;

    /**
     * @param purpose goes into the role's name
     * @param description what assumes the role and for what
     * @param trust who may assume it; see {@link PolicyDocument#trust}
     * @param statements everything the role may do
     * @param permissionBoundaryArn the most it may do, whatever the statements say (S5)
     */
    public record Props(
            Deployment deployment,
            String purpose,
            String description,
            PolicyDocument trust,
            List<Statement> statements,
            String permissionBoundaryArn) {
        public Props {
            statements = List.copyOf(statements);
            if (statements.isEmpty()) {
                throw new IllegalArgumentException("role " + purpose + " may do nothing: it needs no role");
            }
        }

        /** Under the boundary that the environment's foundation made beforehand. */
        public Props(
                Deployment deployment,
                String purpose,
                String description,
                PolicyDocument trust,
                List<Statement> statements) {
            this(deployment, purpose, description, trust, statements, deployment.permissionBoundaryArn());
        }
    }

    /**
     * What others may use of a role.
     *
     * @param name a reference: what mentions it is created after the role
     */
    public record Ref(String arn, String name) {}

    public ServiceRole(Construct scope, String id, Props props) {
        super(scope, id);
        String name = props.deployment.roleName(props.purpose);
        IamRole role = IamRole.Builder.create(this, "role")
                .name(name)
                .description(props.description)
                .assumeRolePolicy(props.trust.json())
                .permissionsBoundary(props.permissionBoundaryArn)
                .build();
        IamPolicy policy = IamPolicy.Builder.create(this, "policy")
                .name(name)
                .description(props.description)
                .policy(new PolicyDocument(props.statements).json())
                .build();
        String reference = role.getName();
        this.attachment = IamRolePolicyAttachment.Builder.create(this, "attachment")
                .role(reference)
                .policyArn(policy.getArn())
                .build();
        this.ref = new Ref(role.getArn(), reference);
    }

    public Ref ref() {
        return ref;
    }

    /**
     * For whoever uses its permissions as soon as it is made, and so must say {@code dependsOn}: a reference to the role
     * waits for the role only, not for its policy.
     */
    public ITerraformDependable attachment() {
        return attachment;
    }
}
