package io.tapstack.modules.cloudfront;

/**
 * Policies that CloudFront provides, by their published ids, which are the same in every account.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html">Use
 *     managed cache policies</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html">
 *     Use managed origin request policies</a>
 */
final class ManagedPolicies {
    /** Caches for as long as {@code Cache-Control} says, a day where it says nothing; no cookies, no query string. */
    static final String CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";

    static final String CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

    /** The origin is asked by its own name, which its certificate is for. */
    static final String ALL_VIEWER_EXCEPT_HOST_HEADER = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

    private ManagedPolicies() {}
}
