package io.tapstack.main.it;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Actions of the deployer that the life of payments-local in the emulated AWS does not ask for, and why they stay. */
final class NotAskedHere {
    /** Why. */
    enum Reason {
        /** Firewall, domain, locked records, alarms by e-mail; {@link ProductionIT} sees them asked for. */
        PRODUCTION_HAS_MORE,
        /** To change or give up such a thing. Production refuses to be destroyed. */
        PRODUCTION_MAY_CHANGE,
        /** Event buses, e-mail and user pools, which payments has none of; {@link ProductionIT} sees them made. */
        LOYALTY_HAS_MORE,
        /** A trail, AWS Config, detectors, defaults of the account and a rotated secret, which payments has none of. */
        SECURITY_HAS_MORE,
        /** {@link LoyaltyLocalIT} sees them changed and given up. */
        LOYALTY_CHANGES,
        /** AWS asks where a service acts in its caller's name; the emulated AWS does not. */
        IN_ITS_NAME_BY_A_SERVICE,
        /** A changed setting asks for it which moto does not take or the local environment does not have. */
        OTHER_CHANGE,
        /** Load balancers, instances and distributions, which payments has none of; {@link ProductionIT} sees them made. */
        PORTAL_HAS_MORE,
        /** {@link PortalLocalIT} sees them changed and given up. */
        PORTAL_CHANGES
    }

    private static final Map<Reason, List<String>> ACTIONS = Map.of(
            Reason.PRODUCTION_HAS_MORE,
            List.of(
                    "acm:AddTagsToCertificate",
                    "acm:DescribeCertificate",
                    "acm:ListTagsForCertificate",
                    "acm:RequestCertificate",
                    "apigateway:SetWebACL",
                    "logs:DescribeResourcePolicies",
                    "logs:PutResourcePolicy",
                    "route53:ChangeResourceRecordSets",
                    "route53:GetChange",
                    "route53:GetHostedZone",
                    "route53:ListResourceRecordSets",
                    "s3:PutBucketObjectLockConfiguration",
                    "sns:GetSubscriptionAttributes",
                    "sns:Subscribe",
                    "wafv2:AssociateWebACL",
                    "wafv2:CreateWebACL",
                    "wafv2:GetLoggingConfiguration",
                    "wafv2:GetWebACL",
                    "wafv2:GetWebACLForResource",
                    "wafv2:ListTagsForResource",
                    "wafv2:PutLoggingConfiguration",
                    "wafv2:TagResource"),
            Reason.PRODUCTION_MAY_CHANGE,
            List.of(
                    "acm:DeleteCertificate",
                    "logs:DeleteResourcePolicy",
                    "sns:Unsubscribe",
                    "wafv2:DeleteLoggingConfiguration",
                    "wafv2:DeleteWebACL",
                    "wafv2:DisassociateWebACL",
                    "wafv2:UntagResource",
                    "wafv2:UpdateWebACL"),
            Reason.LOYALTY_HAS_MORE,
            List.of(
                    "cognito-idp:CreateGroup",
                    "cognito-idp:CreateUserPool",
                    "cognito-idp:CreateUserPoolClient",
                    "cognito-idp:DescribeUserPool",
                    "cognito-idp:DescribeUserPoolClient",
                    "cognito-idp:GetGroup",
                    "cognito-idp:GetUserPoolMfaConfig",
                    "cognito-idp:SetUserPoolMfaConfig",
                    "events:CreateArchive",
                    "events:CreateEventBus",
                    "events:DescribeArchive",
                    "events:DescribeEventBus",
                    "events:DescribeRule",
                    "events:ListTagsForResource",
                    "events:ListTargetsByRule",
                    "events:PutPermission",
                    "events:PutRule",
                    "events:PutTargets",
                    "ses:CreateConfigurationSet",
                    "ses:CreateConfigurationSetEventDestination",
                    "ses:CreateEmailIdentity",
                    "ses:CreateTemplate",
                    "ses:DescribeConfigurationSet",
                    "ses:GetConfigurationSet",
                    "ses:GetEmailIdentity",
                    "ses:GetTemplate",
                    "ses:ListTagsForResource"),
            Reason.LOYALTY_CHANGES,
            List.of(
                    "cognito-idp:DeleteGroup",
                    "cognito-idp:DeleteUserPool",
                    "cognito-idp:DeleteUserPoolClient",
                    "cognito-idp:TagResource",
                    "cognito-idp:UntagResource",
                    "cognito-idp:UpdateGroup",
                    "cognito-idp:UpdateUserPool",
                    "cognito-idp:UpdateUserPoolClient",
                    "events:DeleteArchive",
                    "events:DeleteEventBus",
                    "events:DeleteRule",
                    "events:RemovePermission",
                    "events:RemoveTargets",
                    "events:TagResource",
                    "events:UntagResource",
                    "events:UpdateArchive",
                    "events:UpdateEventBus",
                    "ses:DeleteConfigurationSet",
                    "ses:DeleteConfigurationSetEventDestination",
                    "ses:DeleteEmailIdentity",
                    "ses:DeleteTemplate",
                    "ses:PutConfigurationSetDeliveryOptions",
                    "ses:PutConfigurationSetReputationOptions",
                    "ses:PutConfigurationSetSendingOptions",
                    "ses:PutConfigurationSetSuppressionOptions",
                    "ses:TagResource",
                    "ses:UntagResource",
                    "ses:UpdateTemplate"),
            Reason.SECURITY_HAS_MORE,
            List.of(
                    "access-analyzer:CreateAnalyzer",
                    "access-analyzer:DeleteAnalyzer",
                    "access-analyzer:GetAnalyzer",
                    "access-analyzer:TagResource",
                    "access-analyzer:UntagResource",
                    "cloudtrail:AddTags",
                    "cloudtrail:CreateTrail",
                    "cloudtrail:DeleteTrail",
                    "cloudtrail:DescribeTrails",
                    "cloudtrail:GetEventSelectors",
                    "cloudtrail:GetTrailStatus",
                    "cloudtrail:ListTags",
                    "cloudtrail:PutEventSelectors",
                    "cloudtrail:RemoveTags",
                    "cloudtrail:StartLogging",
                    "cloudtrail:UpdateTrail",
                    "config:DeleteConfigRule",
                    "config:DeleteConfigurationRecorder",
                    "config:DeleteDeliveryChannel",
                    "config:DescribeConfigRules",
                    "config:DescribeConfigurationRecorderStatus",
                    "config:DescribeConfigurationRecorders",
                    "config:DescribeDeliveryChannels",
                    "config:ListTagsForResource",
                    "config:PutConfigRule",
                    "config:PutConfigurationRecorder",
                    "config:PutDeliveryChannel",
                    "config:StartConfigurationRecorder",
                    "config:StopConfigurationRecorder",
                    "config:TagResource",
                    "config:UntagResource",
                    "ec2:DisableEbsEncryptionByDefault",
                    "ec2:EnableEbsEncryptionByDefault",
                    "ec2:GetEbsEncryptionByDefault",
                    "guardduty:CreateDetector",
                    "guardduty:DeleteDetector",
                    "guardduty:GetDetector",
                    "guardduty:TagResource",
                    "guardduty:UntagResource",
                    "guardduty:UpdateDetector",
                    "iam:DeleteAccountPasswordPolicy",
                    "iam:DeleteServiceLinkedRole",
                    "iam:GetAccountPasswordPolicy",
                    "iam:GetServiceLinkedRoleDeletionStatus",
                    "iam:UpdateAccountPasswordPolicy",
                    "logs:DeleteMetricFilter",
                    "logs:DescribeMetricFilters",
                    "logs:PutMetricFilter",
                    "s3:GetAccountPublicAccessBlock",
                    "s3:PutAccountPublicAccessBlock",
                    "secretsmanager:CancelRotateSecret",
                    "secretsmanager:DeleteResourcePolicy",
                    "secretsmanager:DeleteSecret",
                    "secretsmanager:DescribeSecret",
                    "secretsmanager:GetResourcePolicy",
                    "secretsmanager:PutResourcePolicy",
                    "secretsmanager:RotateSecret",
                    "secretsmanager:UntagResource",
                    "secretsmanager:UpdateSecret",
                    "securityhub:BatchDisableStandards",
                    "securityhub:BatchEnableStandards",
                    "securityhub:DescribeHub",
                    "securityhub:DisableSecurityHub",
                    "securityhub:EnableSecurityHub",
                    "securityhub:GetEnabledStandards",
                    "securityhub:UpdateSecurityHubConfiguration"),
            Reason.IN_ITS_NAME_BY_A_SERVICE,
            List.of(
                    "iam:CreateServiceLinkedRole", // RDS and API Gateway, once in an account
                    "kms:CreateGrant",
                    "kms:Decrypt",
                    "kms:Encrypt",
                    "kms:GenerateDataKey",
                    "logs:CreateLogDelivery", // WAF, for its logs
                    "logs:DeleteLogDelivery"),
            Reason.OTHER_CHANGE,
            List.of(
                    "dynamodb:UpdateTable", // indexes, deletion protection
                    "rds:ModifyDBSubnetGroup",
                    "ses:PutEmailIdentityConfigurationSetAttributes",
                    "ses:PutEmailIdentityDkimSigningAttributes"));

    private NotAskedHere() {}

    static List<String> because(Reason reason) {
        return ACTIONS.get(reason);
    }

    /** Every action with its reason. */
    static Map<String, Reason> reasons() {
        Map<String, Reason> reasons = new TreeMap<>();
        ACTIONS.forEach((reason, actions) -> actions.forEach(action -> reasons.put(action, reason)));
        return reasons;
    }
}
