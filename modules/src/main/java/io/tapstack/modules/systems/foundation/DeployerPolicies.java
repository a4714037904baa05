package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Terraform needs to make, read, change and delete the systems' resources, written by area and packed by size: the
 * least that works, proved by a deploy under enforced IAM. What can be tied to a system's names is; {@code Describe…} and {@code List…} calls
 * mostly cannot.
 */
final class DeployerPolicies {
    static final String NO_NAMES = "these calls have no resource to name, or its id is not known beforehand";

    /** awsdocs/amazon-guardduty-user-guide#30: who switches GuardDuty on creates this role, and gets it. */
    private static final String MALWARE_PROTECTION = "malware-protection.guardduty.amazonaws.com";

    /** What the deployer needs to know of the state it writes. */
    record State(String bucketArn, String keyArn) {}

    private DeployerPolicies() {}

    /** By the last part of each policy's name: what concerns the state, then all that concerns the systems. */
    static Map<String, PolicyDocument> of(DeployedNames names, State state) {
        Map<String, PolicyDocument> policies = new LinkedHashMap<>();
        policies.put("state", state(names, state)); // its ARNs are tokens
        List<PolicyDocument> packed = PolicyPacking.pack(Stream.of(
                        roles(names),
                        DeployerNetwork.policy(names),
                        DeployerData.policy(names),
                        DeployerCompute.policy(names),
                        DeployerMessaging.policy(names),
                        DeployerEdge.policy(names),
                        DeployerSecurity.policy(names),
                        DeployerFleet.policy(names.portal()),
                        DeployerDistribution.policy(names.portal()),
                        new PolicyDocument(DeployerLimits.statements(names)))
                .flatMap(document -> document.statements().stream())
                .filter(statement -> !statement.resources().isEmpty()) // no domain, no sender: nothing to name
                .toList());
        for (int i = 0; i < packed.size(); i++) {
            policies.put("systems-" + (i + 1), packed.get(i));
        }
        return policies;
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
                                MALWARE_PROTECTION,
                                "ops.apigateway.amazonaws.com",
                                "rds.amazonaws.com",
                                "securityhub.amazonaws.com")),
                Statement.allow("RoleOfMalwareProtection") // GuardDuty looks for it when it is switched on
                        .to("iam:GetRole")
                        .on(names.account().iamArn("role/aws-service-role/" + MALWARE_PROTECTION + "/*")));
    }
}
