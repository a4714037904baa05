package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.List;
import java.util.stream.Stream;

/** The deployer's part of the portal's CloudFront, of what it needs in us-east-1, and of what is put behind it. */
final class DeployerDistribution {
    private DeployerDistribution() {}

    static PolicyDocument policy(DeployedNames names) {
        DeployedNames edge = names.edge();
        return PolicyDocument.of(
                Statement.allow("Distributions") // ids are not known beforehand
                        .to(
                                "cloudfront:AllowVendedLogDeliveryForResource",
                                "cloudfront:CreateDistribution",
                                "cloudfront:CreateOriginAccessControl",
                                "cloudfront:CreateResponseHeadersPolicy",
                                "cloudfront:DeleteDistribution",
                                "cloudfront:DeleteOriginAccessControl",
                                "cloudfront:DeleteResponseHeadersPolicy",
                                "cloudfront:GetDistribution",
                                "cloudfront:GetOriginAccessControl",
                                "cloudfront:GetResponseHeadersPolicy",
                                "cloudfront:ListTagsForResource",
                                "cloudfront:TagResource",
                                "cloudfront:UntagResource",
                                "cloudfront:UpdateDistribution",
                                "cloudfront:UpdateOriginAccessControl",
                                "cloudfront:UpdateResponseHeadersPolicy")
                        .on(distributions(names)),
                Statement.allow("LogDeliveries")
                        .to(
                                "logs:CreateDelivery",
                                "logs:DeleteDelivery",
                                "logs:DeleteDeliveryDestination",
                                "logs:DeleteDeliverySource",
                                "logs:GetDelivery",
                                "logs:GetDeliveryDestination",
                                "logs:GetDeliverySource",
                                "logs:ListTagsForResource",
                                "logs:PutDeliveryDestination",
                                "logs:PutDeliverySource",
                                "logs:TagResource",
                                "logs:UntagResource",
                                "logs:UpdateDeliveryConfiguration")
                        .on(deliveries(edge)),
                DeployerCompute.topics(edge),
                DeployerCompute.alarms(edge),
                DeployerCompute.logGroups(edge),
                DeployerData.keys(edge.account()),
                DeployerData.keyAliases(edge),
                DeployerData.keysThroughServices(edge.account()),
                Statement.allow("Files") // what is deployed, nothing that anybody else writes
                        .to("s3:GetObject", "s3:GetObjectTagging", "s3:PutObject", "s3:PutObjectTagging")
                        .on(names.deployedFiles()),
                Statement.allow("Tokens") // which are in Terraform's state in any case; of no other secret the value
                        .to(
                                "secretsmanager:GetSecretValue",
                                "secretsmanager:PutSecretValue",
                                "secretsmanager:UpdateSecretVersionStage")
                        .on(names.regional("secretsmanager", "secret:").stream()
                                .map(secret -> secret + "-origin-verify-*")
                                .toList()));
    }

    private static List<String> distributions(DeployedNames names) {
        String accountId = names.account().id();
        return Stream.of("distribution/*", "origin-access-control/*", "response-headers-policy/*")
                .map(resource -> names.arn("cloudfront", "", accountId, resource))
                .toList();
    }

    private static List<String> deliveries(DeployedNames edge) {
        Account account = edge.account();
        return Stream.of(
                        edge.regional("logs", "delivery-source:"),
                        edge.regional("logs", "delivery-destination:"),
                        List.of(account.arn("logs", "delivery:*")))
                .flatMap(List::stream)
                .toList();
    }
}
