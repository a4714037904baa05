package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Terraform needs to make, read, change and delete the systems' resources, by area: the least that works, proved
 * by a deploy under enforced IAM. What can be tied to a system's names is; {@code Describe…} and {@code List…} calls
 * mostly cannot.
 */
final class DeployerPolicies {
    static final String NO_NAMES = "these calls have no resource to name, or its id is not known beforehand";

    /** What the deployer needs to know of the state it writes. */
    record State(String bucketArn, String keyArn) {}

    private DeployerPolicies() {}

    static Map<String, PolicyDocument> of(Deployment deployment, State state) {
        DeployedNames names = new DeployedNames(deployment, DeployedSystem.ALL);
        Map<String, PolicyDocument> byPurpose = new LinkedHashMap<>();
        byPurpose.put("state", state(names, state));
        byPurpose.put("roles", roles(names));
        byPurpose.put("network", DeployerNetwork.policy(names));
        byPurpose.put("data", DeployerData.policy(names));
        byPurpose.put("compute", DeployerCompute.policy(names));
        byPurpose.put("messaging", DeployerMessaging.policy(names));
        byPurpose.put("edge", DeployerEdge.policy(names));
        byPurpose.put("security", DeployerSecurity.policy(names));
        byPurpose.put("fleet", DeployerFleet.policy(names.portal()));
        byPurpose.put("distribution", DeployerDistribution.policy(names.portal()));
        return byPurpose;
    }

    private static PolicyDocument state(DeployedNames names, State state) {
        return PolicyDocument.of(
                Statement.allow("ListState").to("s3:ListBucket").on(state.bucketArn()),
                Statement.allow("WriteState")
                        .to("s3:GetObject", "s3:PutObject")
                        .on(names.stateObjects(state.bucketArn(), "")),
                Statement.allow("ReleaseLock")
                        .to("s3:DeleteObject")
                        .on(names.stateObjects(state.bucketArn(), ".tflock")),
                Statement.allow("EncryptState")
                        .to("kms:Decrypt", "kms:GenerateDataKey")
                        .on(state.keyArn()));
    }

    private static PolicyDocument roles(DeployedNames names) {
        return PolicyDocument.of(
                Statement.allow("BoundedRoles")
                        .to("iam:CreateRole")
                        .on(names.iam("role"))
                        .when(Condition.equals(
                                "iam:PermissionsBoundary", names.deployment().permissionBoundaryArn())),
                Statement.allow("OwnPoliciesOfRoles")
                        .to("iam:AttachRolePolicy", "iam:DetachRolePolicy")
                        .on(names.iam("role"))
                        .when(new Condition("ArnLike", "iam:PolicyARN", names.iam("policy"))),
                Statement.allow("Roles")
                        .to(
                                "iam:DeleteRole",
                                "iam:GetRole",
                                "iam:ListAttachedRolePolicies",
                                "iam:ListInstanceProfilesForRole",
                                "iam:ListRolePolicies",
                                "iam:TagRole",
                                "iam:UntagRole",
                                "iam:UpdateAssumeRolePolicy",
                                "iam:UpdateRoleDescription")
                        .on(names.iam("role")),
                Statement.allow("HandRolesToServices")
                        .to("iam:PassRole")
                        .on(names.iam("role"))
                        .when(Condition.equals(
                                "iam:PassedToService",
                                "cloudtrail.amazonaws.com",
                                "lambda.amazonaws.com",
                                "vpc-flow-logs.amazonaws.com",
                                "monitoring.rds.amazonaws.com")),
                Statement.allow("Policies")
                        .to(
                                "iam:CreatePolicy",
                                "iam:CreatePolicyVersion",
                                "iam:DeletePolicy",
                                "iam:DeletePolicyVersion",
                                "iam:GetPolicy",
                                "iam:GetPolicyVersion",
                                "iam:ListPolicyVersions",
                                "iam:TagPolicy",
                                "iam:UntagPolicy")
                        .on(names.iam("policy")),
                Statement.allow("ServiceLinkedRoles")
                        .to("iam:CreateServiceLinkedRole")
                        .on(names.account().iamArn("role/aws-service-role/*"))
                        .when(Condition.equals(
                                "iam:AWSServiceName",
                                "access-analyzer.amazonaws.com",
                                "autoscaling.amazonaws.com",
                                "config.amazonaws.com",
                                "elasticloadbalancing.amazonaws.com",
                                "guardduty.amazonaws.com",
                                "ops.apigateway.amazonaws.com",
                                "rds.amazonaws.com",
                                "securityhub.amazonaws.com")));
    }
}
