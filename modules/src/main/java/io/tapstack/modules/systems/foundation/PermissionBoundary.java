package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * The most that any role of an environment may ever do (S5). A boundary grants nothing by itself: each role's own policy
 * does. Two kinds of roles carry it. {@link RunningRoles} may do what running systems need, by name, and no more: what
 * is not listed there is out of reach, whatever a role's own policy allows. The deployer may do what Terraform needs, and
 * of IAM only what concerns the systems' own roles under this boundary.
 *
 * <p>The denials repeat the most important limits: a resource's policy that names a role's session allows what a boundary
 * merely does not list, and nothing allows what a policy denies.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html">Permissions
 *     boundaries for IAM entities</a>
 */
final class PermissionBoundary {
    static final String LIMIT = "a boundary limits, it does not grant";

    private PermissionBoundary() {}

    static PolicyDocument policy(DeployedNames names) {
        return new PolicyDocument(RunningRoles.statements(names))
                .and(List.of(services(names), ownRoles(names), accountSettings(names)))
                .and(denials(names));
    }

    /** Its own policies say which resources. */
    private static Statement services(DeployedNames names) {
        return Statement.allow("DeployerServices")
                .toAllOf(
                        "access-analyzer",
                        "acm",
                        "apigateway",
                        "autoscaling",
                        "cloudfront",
                        "cloudtrail",
                        "cloudwatch",
                        "cognito-idp",
                        "config",
                        "dynamodb",
                        "ec2",
                        "elasticloadbalancing",
                        "events",
                        "guardduty",
                        "kms",
                        "lambda",
                        "logs",
                        "rds",
                        "route53",
                        "s3",
                        "secretsmanager",
                        "securityhub",
                        "ses",
                        "sns",
                        "sqs",
                        "ssm",
                        "wafv2")
                .onAnyResource(LIMIT)
                .when(deployer("ArnEquals", names));
    }

    /** Neither the deployer itself, nor a boundary, nor a user, a group or an identity provider is among them. */
    private static Statement ownRoles(DeployedNames names) {
        return Statement.allow("DeployerRoles")
                .toAllOf("iam")
                .on(Stream.of(
                                names.iam("role"),
                                names.iam("policy"),
                                names.iam("instance-profile"),
                                List.of(names.account().iamArn("role/aws-service-role/*")))
                        .flatMap(List::stream)
                        .toList())
                .when(deployer("ArnEquals", names));
    }

    private static Statement accountSettings(DeployedNames names) {
        return Statement.allow("DeployerAccount")
                .to(
                        "iam:DeleteAccountPasswordPolicy",
                        "iam:GetAccountPasswordPolicy",
                        "iam:GetServiceLinkedRoleDeletionStatus",
                        "iam:UpdateAccountPasswordPolicy")
                .onAnyResource(LIMIT)
                .when(deployer("ArnEquals", names));
    }

    private static List<Statement> denials(DeployedNames names) {
        Account account = names.account();
        String state = names.arn("s3", "", "", account.stateBucket());
        return List.of(
                Statement.deny("OtherRoles").toAllOf("sts").onAnyResource(LIMIT), // GetCallerIdentity is always allowed
                Statement.deny("IamToRunningRoles")
                        .toAllOf("iam")
                        .onAnyResource(LIMIT)
                        .when(deployer("ArnNotEquals", names)),
                Statement.deny("LeaveTheBoundary")
                        .to("iam:DeleteRolePermissionsBoundary")
                        .onAnyResource(LIMIT),
                Statement.deny("RolesWithoutTheBoundary") // the actions that carry this key
                        .to(
                                "iam:AttachRolePolicy",
                                "iam:CreateRole",
                                "iam:DeleteRolePolicy",
                                "iam:DetachRolePolicy",
                                "iam:PutRolePermissionsBoundary",
                                "iam:PutRolePolicy")
                        .onAnyResource(LIMIT)
                        .when(new Condition(
                                "StringNotEquals",
                                "iam:PermissionsBoundary",
                                List.of(names.deployment().permissionBoundaryArn()))),
                Statement.deny("StateBucket")
                        .to(
                                "s3:DeleteBucket*",
                                "s3:DeleteObjectVersion*",
                                "s3:PutBucket*",
                                "s3:PutEncryptionConfiguration",
                                "s3:PutLifecycleConfiguration",
                                "s3:PutObjectAcl",
                                "s3:PutReplicationConfiguration")
                        .on(state, state + "/*"),
                Statement.deny("FoundationKeys")
                        .to(
                                "kms:Cancel*",
                                "kms:CreateGrant",
                                "kms:Disable*",
                                "kms:PutKeyPolicy",
                                "kms:ScheduleKeyDeletion",
                                "kms:TagResource",
                                "kms:UntagResource",
                                "kms:Update*")
                        .onAnyResource(LIMIT)
                        .when(Condition.equals(
                                "aws:ResourceTag/System", names.deployment().system())));
    }

    private static Condition deployer(String operator, DeployedNames names) {
        String arn = names.account().iamArn("role/" + names.deployment().deployerRoleName());
        return new Condition(operator, "aws:PrincipalArn", List.of(arn));
    }
}
