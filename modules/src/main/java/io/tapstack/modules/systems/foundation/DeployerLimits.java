package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Statement;
import java.util.List;

/**
 * What has an id and no name, the deployer leaves alone by its tags: the resources of other environments, of foundations and of
 * other systems. These are denials, not conditions on what is allowed: KMS knows a new tag up to five minutes later, so that
 * a condition would stop the first apply. A resource without these tags is not protected by them.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html">Use tags to control access to
 *     KMS keys</a>
 */
final class DeployerLimits {
    private static final String REASON = "a denial: the tags say which resources";

    private DeployerLimits() {}

    static List<Statement> statements(DeployedNames names) {
        return List.of(
                Statement.deny("OtherEnvironments")
                        .toAllOf(
                                "access-analyzer",
                                "acm",
                                "apigateway",
                                "cloudfront",
                                "cognito-idp",
                                "config",
                                "ec2",
                                "guardduty",
                                "kms",
                                "lambda",
                                "logs",
                                "ses",
                                "wafv2")
                        .onAnyResource(REASON)
                        .when(otherThan(
                                "Environment",
                                List.of(names.deployment().environment().id()))),
                Statement.deny("OtherSystems") // the state's key is the foundation's: read and written with, not
                        // changed
                        .to(
                                "acm:*",
                                "apigateway:*",
                                "cloudfront:*",
                                "cognito-idp:*",
                                "ec2:*",
                                "kms:Create*",
                                "kms:Delete*",
                                "kms:EnableKeyRotation",
                                "kms:Encrypt",
                                "kms:PutKeyPolicy",
                                "kms:ScheduleKeyDeletion",
                                "kms:TagResource",
                                "kms:UntagResource",
                                "kms:Update*",
                                "lambda:*",
                                "logs:*",
                                "ses:*")
                        .onAnyResource(REASON)
                        .when(otherThan(
                                "System",
                                names.systems().stream().map(DeployedSystem::id).toList())));
    }

    /** There is the tag, with another value. */
    private static Condition[] otherThan(String tag, List<String> ours) {
        String key = "aws:ResourceTag/" + tag;
        return new Condition[] {
            new Condition("Null", key, List.of("false")), new Condition("StringNotEquals", key, ours)
        };
    }
}
