package io.tapstack.modules.cloudfront;

import io.tapstack.modules.core.Protection;
import io.tapstack.modules.s3.BucketSettings;
import io.tapstack.modules.s3.Lifecycle;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings that CloudFront accepts. */
final class CloudFrontSamples {
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; frame-ancestors 'none'";
    static final Map<String, String> CUSTOM = Map.of(
            "Permissions-Policy", "camera=(), geolocation=()",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Embedder-Policy", "require-corp",
            "Cross-Origin-Resource-Policy", "same-origin",
            "X-Permitted-Cross-Domain-Policies", "none");

    private CloudFrontSamples() {}

    static ResponseHeadersSettings headers() {
        return new ResponseHeadersSettings(Duration.ofDays(730), CONTENT_SECURITY_POLICY, CUSTOM);
    }

    static DistributionSettings settings() {
        return new DistributionSettings(
                PriceClass.NORTH_AMERICA_AND_EUROPE,
                headers(),
                bucket(Lifecycle.keep(30)),
                bucket(Lifecycle.expire(90)));
    }

    private static BucketSettings bucket(Lifecycle lifecycle) {
        return new BucketSettings(lifecycle, Protection.DISPOSABLE, Optional.empty());
    }
}
