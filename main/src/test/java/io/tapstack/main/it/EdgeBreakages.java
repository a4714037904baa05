package io.tapstack.main.it;

import java.util.Map;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.wafv2.Wafv2Client;

/** Of what stands between clients and a system. */
final class EdgeBreakages {
    static final Map<String, Breakage> ALL = Map.of(
            "load-balancer-protection",
            (account, balancer, kept) -> {
                boolean promised =
                        balancer.attributes().path("enable_deletion_protection").asBoolean();
                try (ElasticLoadBalancingV2Client elb = account.client(ElasticLoadBalancingV2Client.builder())) {
                    elb.modifyLoadBalancerAttributes(request -> request.loadBalancerArn(balancer.text("arn"))
                            .attributes(LoadBalancerAttribute.builder()
                                    .key("deletion_protection.enabled")
                                    .value(String.valueOf(promised == kept))
                                    .build()));
                }
            },
            "listener-tls",
            (account, listener, kept) -> {
                try (ElasticLoadBalancingV2Client elb = account.client(ElasticLoadBalancingV2Client.builder())) {
                    elb.modifyListener(request -> request.listenerArn(listener.text("arn"))
                            .sslPolicy(kept ? listener.text("ssl_policy") : "ELBSecurityPolicy-2016-08"));
                }
            },
            "distribution-tls",
            (account, distribution, kept) -> {
                try (CloudFrontClient cloudFront = account.client(CloudFrontClient.builder())) {
                    var found = cloudFront.getDistributionConfig(request -> request.id(distribution.text("id")));
                    String policy = distribution
                            .attributes()
                            .at("/default_cache_behavior/0/viewer_protocol_policy")
                            .asText();
                    cloudFront.updateDistribution(request -> request.id(distribution.text("id"))
                            .ifMatch(found.eTag())
                            .distributionConfig(found.distributionConfig()
                                    .copy(change -> change.defaultCacheBehavior(found.distributionConfig()
                                            .defaultCacheBehavior()
                                            .copy(behaviour ->
                                                    behaviour.viewerProtocolPolicy(kept ? policy : "allow-all"))))));
                }
            },
            "web-acl",
            (account, association, kept) -> {
                try (Wafv2Client waf = account.client(Wafv2Client.builder())) {
                    if (kept) {
                        waf.associateWebACL(request -> request.resourceArn(association.text("resource_arn"))
                                .webACLArn(association.text("web_acl_arn")));
                    } else {
                        waf.disassociateWebACL(request -> request.resourceArn(association.text("resource_arn")));
                    }
                }
            });

    private EdgeBreakages() {}
}
