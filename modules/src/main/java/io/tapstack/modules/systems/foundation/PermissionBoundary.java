package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.List;

/**
 * The most that any role of an environment may ever do (S5). It allows the services in use and takes back what would
 * lead out of the boundary or blind the auditors. A boundary grants nothing by itself: each role's own policy does.
 *
 * <p>The boundary names itself and the deployer by computed ARNs, so nothing here waits for a resource that carries
 * the boundary.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html">Permissions
 *     boundaries for IAM entities</a>
 */
final class PermissionBoundary {
    private static final String LIMIT = "a boundary limits, it does not grant";

    private PermissionBoundary() {}

    static PolicyDocument policy(Deployment deployment) {
        Account account = deployment.account();
        String boundary = deployment.permissionBoundaryArn();
        return PolicyDocument.of(
                Statement.allow("ServicesInUse")
                        .toAllOf(
                                "acm",
                                "apigateway",
                                "cloudwatch",
                                "cognito-idp",
                                "dynamodb",
                                "ec2",
                                "events",
                                "iam",
                                "kms",
                                "lambda",
                                "logs",
                                "rds",
                                "rds-db",
                                "route53",
                                "s3",
                                "secretsmanager",
                                "ses",
                                "sns",
                                "sqs",
                                "ssm",
                                "sts",
                                "wafv2",
                                "xray")
                        .onAnyResource(LIMIT),
                Statement.deny("LeaveTheBoundary")
                        .to("iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary")
                        .onAnyResource(LIMIT),
                Statement.deny("RolesWithoutTheBoundary")
                        .to("iam:CreateRole", "iam:PutRolePermissionsBoundary")
                        .onAnyResource(LIMIT)
                        .when(new Condition("StringNotEquals", "iam:PermissionsBoundary", List.of(boundary))),
                Statement.deny("Users")
                        .to("iam:CreateUser", "iam:CreateAccessKey", "iam:CreateLoginProfile")
                        .onAnyResource(LIMIT),
                Statement.deny("ChangeTheBoundary")
                        .to(
                                "iam:CreatePolicyVersion",
                                "iam:DeletePolicy",
                                "iam:DeletePolicyVersion",
                                "iam:SetDefaultPolicyVersion")
                        .on(boundary),
                Statement.deny("BlindTheTrail")
                        .to(
                                "cloudtrail:DeleteTrail",
                                "cloudtrail:PutEventSelectors",
                                "cloudtrail:StopLogging",
                                "cloudtrail:UpdateTrail",
                                "config:DeleteConfigurationRecorder",
                                "config:DeleteDeliveryChannel",
                                "config:StopConfigurationRecorder")
                        .onAnyResource(LIMIT),
                Statement.deny("EndKeys")
                        .to("kms:DisableKey", "kms:DisableKeyRotation", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion")
                        .onAnyResource(LIMIT)
                        .when(new Condition(
                                "ArnNotEquals",
                                "aws:PrincipalArn",
                                List.of(account.iamArn("role/" + deployment.deployerRoleName())))),
                Statement.deny("OtherAccounts")
                        .to("sts:AssumeRole")
                        .onAnyResource(LIMIT)
                        .when(new Condition("StringNotEquals", "aws:ResourceAccount", List.of(account.id()))));
    }
}
