package io.tapstack.modules.network;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.List;
import java.util.Map;

/**
 * What may pass through an endpoint: this account's principals to this account's resources. A stolen key of another
 * account cannot carry data out through it, and this account's roles cannot write into a stranger's bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/whitepapers/latest/building-a-data-perimeter-on-aws/perimeter-implementation.html">
 *     Building a data perimeter on AWS</a>
 */
final class EndpointPolicy {
    /** Endpoints whose name is not the service's name in IAM. */
    private static final Map<String, String> IAM_NAMES = Map.of(
            "monitoring", "cloudwatch",
            "email", "ses",
            "email-smtp", "ses",
            "ecr.api", "ecr",
            "ecr.dkr", "ecr");

    private EndpointPolicy() {}

    static String of(Account account, String service) {
        return PolicyDocument.of(ownAccountOnly(account, service)).json();
    }

    /** @param publicBuckets of others, which may be read without signing */
    static String ofS3(Account account, List<String> publicBuckets) {
        PolicyDocument policy = PolicyDocument.of(ownAccountOnly(account, "s3"));
        if (publicBuckets.isEmpty()) {
            return policy.json();
        }
        String arn = "arn:" + account.partition() + ":s3:::";
        return policy.and(List.of(Statement.allow("ReadPublicBuckets")
                        .byAnyone()
                        .to("s3:GetObject")
                        .on(publicBuckets.stream()
                                .map(bucket -> arn + bucket + "/*")
                                .toList())))
                .json();
    }

    private static Statement ownAccountOnly(Account account, String service) {
        return Statement.allow("OwnAccountOnly")
                .byAnyone()
                .toAllOf(IAM_NAMES.getOrDefault(service, service))
                .onAnyResource("the conditions limit it to this account's")
                .when(
                        Condition.equals("aws:PrincipalAccount", account.id()),
                        // A few actions, such as events:PutEvents, do not carry the key.
                        new Condition("StringEqualsIfExists", "aws:ResourceAccount", List.of(account.id())));
    }
}
