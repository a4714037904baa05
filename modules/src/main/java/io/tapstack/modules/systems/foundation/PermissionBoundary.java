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
                                "iam",
                                "kms",
                                "lambda",
                                "logs",
                                "rds",
                                "rds-db",
                                "route53",
                                "s3",
                                "secretsmanager",
                                "securityhub",
                                "ses",
                                "sns",
                                "sqs",
                                "ssm",
                                "ssmmessages",
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
                exceptDeployer(
                        deployment,
                        Statement.deny("BlindTheAuditors")
                                .to(
                                        "cloudtrail:DeleteTrail",
                                        "cloudtrail:PutEventSelectors",
                                        "cloudtrail:StopLogging",
                                        "cloudtrail:UpdateTrail",
                                        "config:DeleteConfigRule",
                                        "config:DeleteConfigurationRecorder",
                                        "config:DeleteDeliveryChannel",
                                        "config:PutConfigurationRecorder",
                                        "config:PutDeliveryChannel",
                                        "config:StopConfigurationRecorder",
                                        "logs:DeleteMetricFilter",
                                        "access-analyzer:DeleteAnalyzer",
                                        "guardduty:DeleteDetector",
                                        "guardduty:UpdateDetector",
                                        "securityhub:BatchDisableStandards",
                                        "securityhub:DisableSecurityHub")),
                exceptDeployer(
                        deployment,
                        Statement.deny("LowerTheGuard")
                                .to(
                                        "ec2:DisableEbsEncryptionByDefault",
                                        "iam:DeleteAccountPasswordPolicy",
                                        "iam:UpdateAccountPasswordPolicy",
                                        "s3:PutAccountPublicAccessBlock")),
                exceptDeployer(
                        deployment,
                        Statement.deny("EndKeys")
                                .to(
                                        "kms:DisableKey",
                                        "kms:DisableKeyRotation",
                                        "kms:PutKeyPolicy",
                                        "kms:ScheduleKeyDeletion")),
                Statement.deny("OtherAccounts")
                        .to("sts:AssumeRole")
                        .onAnyResource(LIMIT)
                        .when(new Condition("StringNotEquals", "aws:ResourceAccount", List.of(account.id()))));
    }

    /** Terraform makes, changes and takes away what nobody else may touch. */
    private static Statement exceptDeployer(Deployment deployment, Statement denial) {
        String deployer = deployment.account().iamArn("role/" + deployment.deployerRoleName());
        return denial.onAnyResource(LIMIT).when(new Condition("ArnNotEquals", "aws:PrincipalArn", List.of(deployer)));
    }
}
