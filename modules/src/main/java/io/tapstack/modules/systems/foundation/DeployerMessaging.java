package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.List;
import java.util.stream.Stream;

/** The deployer's part of event buses, their rules and archives, of e-mail, and of user pools. */
final class DeployerMessaging {
    private DeployerMessaging() {}

    static PolicyDocument policy(DeployedNames names) {
        Account account = names.account();
        return PolicyDocument.of(
                events(names),
                Statement.allow("EventBusPolicies") // on the bus that the request names, which IAM does not look at
                        .to("events:PutPermission", "events:RemovePermission")
                        .onAnyResource(DeployerPolicies.NO_NAMES),
                Statement.allow("EmailSenders")
                        .to(
                                "ses:CreateConfigurationSet",
                                "ses:CreateConfigurationSetEventDestination",
                                "ses:DeleteConfigurationSet",
                                "ses:DeleteConfigurationSetEventDestination",
                                "ses:GetConfigurationSet",
                                "ses:GetConfigurationSetEventDestinations",
                                "ses:ListTagsForResource",
                                "ses:PutConfigurationSetDeliveryOptions",
                                "ses:PutConfigurationSetReputationOptions",
                                "ses:PutConfigurationSetSendingOptions",
                                "ses:PutConfigurationSetSuppressionOptions",
                                "ses:TagResource",
                                "ses:UntagResource",
                                "ses:UpdateConfigurationSetEventDestination")
                        .on(names.regional("ses", "configuration-set/")),
                Statement.allow("EmailIdentities")
                        .to(
                                "ses:CreateEmailIdentity",
                                "ses:DeleteEmailIdentity",
                                "ses:GetEmailIdentity",
                                "ses:ListTagsForResource",
                                "ses:PutEmailIdentityConfigurationSetAttributes",
                                "ses:PutEmailIdentityDkimSigningAttributes",
                                "ses:TagResource",
                                "ses:UntagResource")
                        .on(names.only(DeployedSystem.LOYALTY).emailIdentities()),
                Statement.allow("EmailTemplates")
                        .to("ses:CreateTemplate", "ses:DeleteTemplate", "ses:GetTemplate", "ses:UpdateTemplate")
                        .onAnyResource(DeployerPolicies.NO_NAMES),
                Statement.allow("NewUserPools")
                        .to("cognito-idp:CreateUserPool", "cognito-idp:TagResource")
                        .onAnyResource("a pool's id is not known before it is made, nor when it is tagged on that"),
                Statement.allow("UserPools")
                        .to(
                                "cognito-idp:CreateGroup",
                                "cognito-idp:CreateUserPoolClient",
                                "cognito-idp:DeleteGroup",
                                "cognito-idp:DeleteUserPool",
                                "cognito-idp:DeleteUserPoolClient",
                                "cognito-idp:DescribeUserPool",
                                "cognito-idp:DescribeUserPoolClient",
                                "cognito-idp:GetGroup",
                                "cognito-idp:GetUserPoolMfaConfig",
                                "cognito-idp:SetUserPoolMfaConfig",
                                "cognito-idp:UntagResource",
                                "cognito-idp:UpdateGroup",
                                "cognito-idp:UpdateUserPool",
                                "cognito-idp:UpdateUserPoolClient")
                        .on(account.arn("cognito-idp", "userpool/*")));
    }

    private static Statement events(DeployedNames names) {
        List<String> ours = Stream.of("event-bus/", "archive/", "rule/")
                .flatMap(type -> names.regional("events", type).stream())
                .toList();
        return Statement.allow("Events")
                .to(
                        "events:CreateArchive",
                        "events:CreateEventBus",
                        "events:DeleteArchive",
                        "events:DeleteEventBus",
                        "events:DeleteRule",
                        "events:DescribeArchive",
                        "events:DescribeEventBus",
                        "events:DescribeRule",
                        "events:ListTagsForResource",
                        "events:ListTargetsByRule",
                        "events:PutRule",
                        "events:PutTargets",
                        "events:RemoveTargets",
                        "events:TagResource",
                        "events:UntagResource",
                        "events:UpdateArchive",
                        "events:UpdateEventBus")
                .on(ours);
    }
}
