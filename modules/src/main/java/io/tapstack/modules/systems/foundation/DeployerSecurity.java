package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;

/** The deployer's part of what watches the account: the trail, AWS Config, detectors, the account's defaults, secrets. */
final class DeployerSecurity {
    private DeployerSecurity() {}

    static PolicyDocument policy(DeployedNames names) {
        Account account = names.account();
        return PolicyDocument.of(
                Statement.allow("Trails")
                        .to(
                                "cloudtrail:AddTags",
                                "cloudtrail:CreateTrail",
                                "cloudtrail:DeleteTrail",
                                "cloudtrail:GetEventSelectors",
                                "cloudtrail:GetTrailStatus",
                                "cloudtrail:ListTags",
                                "cloudtrail:PutEventSelectors",
                                "cloudtrail:RemoveTags",
                                "cloudtrail:StartLogging",
                                "cloudtrail:UpdateTrail")
                        .on(names.regional("cloudtrail", "trail/")),
                Statement.allow("FindTrails").to("cloudtrail:DescribeTrails").onAnyResource(DeployerPolicies.NO_NAMES),
                Statement.allow("Recorders") // their ids are not known before they are made, nor are rules' ids
                        .to(
                                "config:DeleteConfigRule",
                                "config:DeleteConfigurationRecorder",
                                "config:DescribeConfigurationRecorders",
                                "config:DescribeConfigurationRecorderStatus",
                                "config:ListTagsForResource",
                                "config:PutConfigRule",
                                "config:PutConfigurationRecorder",
                                "config:StartConfigurationRecorder",
                                "config:StopConfigurationRecorder",
                                "config:TagResource",
                                "config:UntagResource")
                        .on(account.arn("config", "config-rule/*"), account.arn("config", "configuration-recorder/*")),
                Statement.allow("DeliveryChannels")
                        .to(
                                "config:DeleteDeliveryChannel",
                                "config:DescribeConfigRules",
                                "config:DescribeDeliveryChannels",
                                "config:PutDeliveryChannel")
                        .onAnyResource(DeployerPolicies.NO_NAMES),
                Statement.allow("NewDetectors") // an account has one of each, in a region
                        .to(
                                "access-analyzer:CreateAnalyzer",
                                "guardduty:CreateDetector",
                                "securityhub:BatchDisableStandards",
                                "securityhub:BatchEnableStandards",
                                "securityhub:DescribeHub",
                                "securityhub:DisableSecurityHub",
                                "securityhub:EnableSecurityHub",
                                "securityhub:GetEnabledStandards",
                                "securityhub:UpdateSecurityHubConfiguration")
                        .onAnyResource(DeployerPolicies.NO_NAMES)
                        .when(Condition.equals("aws:RequestedRegion", account.region())),
                Statement.allow("Detectors")
                        .to(
                                "access-analyzer:DeleteAnalyzer",
                                "access-analyzer:GetAnalyzer",
                                "access-analyzer:TagResource",
                                "access-analyzer:UntagResource",
                                "guardduty:DeleteDetector",
                                "guardduty:GetDetector",
                                "guardduty:TagResource",
                                "guardduty:UntagResource",
                                "guardduty:UpdateDetector")
                        .on(account.arn("access-analyzer", "analyzer/*"), account.arn("guardduty", "detector/*")),
                Statement.allow("AccountDefaults")
                        .to(
                                "ec2:DisableEbsEncryptionByDefault",
                                "ec2:EnableEbsEncryptionByDefault",
                                "ec2:GetEbsEncryptionByDefault",
                                "iam:DeleteAccountPasswordPolicy",
                                "iam:GetAccountPasswordPolicy",
                                "iam:UpdateAccountPasswordPolicy",
                                "s3:GetAccountPublicAccessBlock",
                                "s3:PutAccountPublicAccessBlock")
                        .onAnyResource("they belong to the account"),
                Statement.allow("RoleOfConfig")
                        .to("iam:DeleteServiceLinkedRole", "iam:GetRole", "iam:TagRole", "iam:UntagRole")
                        .on(configRole(account)),
                Statement.allow("RoleIsGone") // asked by the id of a task, which names the role
                        .to("iam:GetServiceLinkedRoleDeletionStatus")
                        .on(account.iamArn("role/*")),
                Statement.allow("HandRoleToConfig")
                        .to("iam:PassRole")
                        .on(configRole(account))
                        .when(Condition.equals("iam:PassedToService", "config.amazonaws.com")),
                Statement.allow("Filters")
                        .to("logs:DeleteMetricFilter", "logs:DescribeMetricFilters", "logs:PutMetricFilter")
                        .on(names.below("logs", "log-group:/")),
                Statement.allow("Secrets") // their values are not the deployer's
                        .to(
                                "secretsmanager:CancelRotateSecret",
                                "secretsmanager:CreateSecret",
                                "secretsmanager:DeleteResourcePolicy",
                                "secretsmanager:DeleteSecret",
                                "secretsmanager:DescribeSecret",
                                "secretsmanager:GetResourcePolicy",
                                "secretsmanager:PutResourcePolicy",
                                "secretsmanager:RotateSecret",
                                "secretsmanager:TagResource",
                                "secretsmanager:UntagResource",
                                "secretsmanager:UpdateSecret")
                        .on(names.regional("secretsmanager", "secret:")));
    }

    private static String configRole(Account account) {
        return account.iamArn("role/aws-service-role/config.amazonaws.com/*");
    }
}
