package io.tapstack.modules.cloudfront;

import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionDefaultCacheBehavior;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionOrderedCacheBehavior;
import java.util.List;

/**
 * What a distribution does with requests by their path (B4). Files are kept for as long as their {@code Cache-Control}
 * says; the API is asked every time. Whoever comes by HTTP is sent to HTTPS for a file and refused by the API: a request
 * that has already gone in the clear should fail, and be noticed.
 */
final class Behaviours {
    private static final String TO_HTTPS = "redirect-to-https";
    private static final List<String> READ = List.of("GET", "HEAD");

    private Behaviours() {}

    static CloudfrontDistributionDefaultCacheBehavior files(String headersPolicyId) {
        return CloudfrontDistributionDefaultCacheBehavior.builder()
                .targetOriginId(Origins.FILES)
                .viewerProtocolPolicy(TO_HTTPS)
                .allowedMethods(READ)
                .cachedMethods(READ)
                .cachePolicyId(ManagedPolicies.CACHING_OPTIMIZED)
                .responseHeadersPolicyId(headersPolicyId)
                .compress(true)
                .build();
    }

    static CloudfrontDistributionOrderedCacheBehavior assets(String headersPolicyId) {
        return CloudfrontDistributionOrderedCacheBehavior.builder()
                .pathPattern("/assets/*")
                .targetOriginId(Origins.FILES)
                .viewerProtocolPolicy(TO_HTTPS)
                .allowedMethods(READ)
                .cachedMethods(READ)
                .cachePolicyId(ManagedPolicies.CACHING_OPTIMIZED)
                .responseHeadersPolicyId(headersPolicyId)
                .compress(true)
                .build();
    }

    static CloudfrontDistributionOrderedCacheBehavior api(String headersPolicyId) {
        return CloudfrontDistributionOrderedCacheBehavior.builder()
                .pathPattern("/api/*")
                .targetOriginId(Origins.API)
                .viewerProtocolPolicy("https-only")
                .allowedMethods(List.of("GET", "HEAD", "OPTIONS"))
                .cachedMethods(READ)
                .cachePolicyId(ManagedPolicies.CACHING_DISABLED)
                .originRequestPolicyId(ManagedPolicies.ALL_VIEWER_EXCEPT_HOST_HEADER)
                .responseHeadersPolicyId(headersPolicyId)
                .compress(true)
                .build();
    }
}
