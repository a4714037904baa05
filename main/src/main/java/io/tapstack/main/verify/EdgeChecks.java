package io.tapstack.main.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** Distributions and load balancers (B4, B5, B6). */
final class EdgeChecks {
    private static final String DISTRIBUTION = "aws_cloudfront_distribution";
    private static final List<String> GET = List.of("cloudfront:GetDistribution");

    static final List<Check> ALL = List.of(
            Check.of("distribution-deployed", DISTRIBUTION)
                    .promises("the distribution is enabled and deployed everywhere", GET, EdgeChecks::deployed),
            Check.of("distribution-tls", DISTRIBUTION)
                    .promises("viewers need the deployed TLS, or are led to HTTPS", GET, EdgeChecks::tls),
            Check.of("distribution-web-acl", DISTRIBUTION)
                    .promises("the deployed web ACL guards the distribution", GET, EdgeChecks::guarded),
            Check.of("load-balancer-protection", "aws_lb")
                    .promises(
                            "deletion protection is as deployed",
                            List.of("elasticloadbalancing:DescribeLoadBalancerAttributes"),
                            EdgeChecks::isProtected),
            Check.of("listener-tls", "aws_lb_listener")
                    .promises(
                            "the listener speaks TLS by the deployed policy",
                            List.of("elasticloadbalancing:DescribeListeners"),
                            EdgeChecks::listenerTls),
            Check.of("targets-healthy", "aws_lb_target_group")
                    .promises(
                            "a target at least is healthy",
                            List.of("elasticloadbalancing:DescribeTargetHealth"),
                            EdgeChecks::healthy));

    private EdgeChecks() {}

    private static Outcome deployed(Subject distribution) {
        Distribution found = found(distribution);
        if (!found.distributionConfig().enabled()) {
            return Outcome.failed("the distribution is disabled");
        }
        return found.status().equals("Deployed")
                ? Outcome.passed()
                : Outcome.failed("the distribution is " + found.status(), "wait some minutes");
    }

    private static Outcome tls(Subject distribution) {
        Distribution found = found(distribution);
        return Outcome.equal(
                        "the least TLS",
                        distribution
                                .at("/viewer_certificate/0/minimum_protocol_version")
                                .asText(),
                        found.distributionConfig().viewerCertificate().minimumProtocolVersionAsString())
                .and(Outcome.equal(
                        "plain HTTP",
                        distribution
                                .at("/default_cache_behavior/0/viewer_protocol_policy")
                                .asText(),
                        found.distributionConfig().defaultCacheBehavior().viewerProtocolPolicyAsString()));
    }

    private static Outcome guarded(Subject distribution) {
        String promised = distribution.text("web_acl_id");
        return promised.isEmpty()
                ? Outcome.notPromised()
                : Outcome.when(
                        promised.equals(found(distribution).distributionConfig().webACLId()),
                        "another web ACL than deployed guards the distribution, or none");
    }

    private static Distribution found(Subject distribution) {
        String id = distribution.text("id");
        return distribution.account().once("distribution " + id, () -> distribution
                .client(CloudFrontClient.builder())
                .getDistribution(request -> request.id(id))
                .distribution());
    }

    private static Outcome isProtected(Subject balancer) {
        String found = balancers(balancer)
                .describeLoadBalancerAttributes(request -> request.loadBalancerArn(balancer.text("arn")))
                .attributes()
                .stream()
                .filter(attribute -> attribute.key().equals("deletion_protection.enabled"))
                .findFirst()
                .orElseThrow()
                .value();
        return Outcome.equal(
                "deletion protection", balancer.flag("enable_deletion_protection"), Boolean.valueOf(found));
    }

    private static Outcome listenerTls(Subject listener) {
        JsonNode promised = listener.resource().attributes().path("ssl_policy");
        if (promised.asText().isEmpty()) {
            return Outcome.notPromised();
        }
        String found = balancers(listener)
                .describeListeners(request -> request.listenerArns(listener.text("arn")))
                .listeners()
                .get(0)
                .sslPolicy();
        return Outcome.equal("the TLS policy", promised.asText(), Objects.toString(found, "none"));
    }

    private static Outcome healthy(Subject group) {
        boolean healthy = balancers(group)
                .describeTargetHealth(request -> request.targetGroupArn(group.text("arn")))
                .targetHealthDescriptions()
                .stream()
                .anyMatch(target -> target.targetHealth().state() == TargetHealthStateEnum.HEALTHY);
        return healthy
                ? Outcome.passed()
                : Outcome.failed("no target is healthy", "wait some minutes, then read the application's log");
    }

    private static ElasticLoadBalancingV2Client balancers(Subject subject) {
        return subject.client(ElasticLoadBalancingV2Client.builder());
    }
}
