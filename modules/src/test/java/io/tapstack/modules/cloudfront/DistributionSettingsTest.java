package io.tapstack.modules.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.s3.BucketSettings;
import io.tapstack.modules.s3.Lifecycle;
import io.tapstack.modules.s3.ObjectLockSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B4")
@Tag("C4")
final class DistributionSettingsTest {
    @Test
    void acceptsAStrictSetOfHeaders() {
        assertThat(problems(CloudFrontSamples.settings())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "default-src 'self'",
                "frame-ancestors 'none'",
                "default-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
            })
    void refusesAPolicyThatHoldsLittleBack(String policy) {
        assertThat(problems(new ResponseHeadersSettings(Duration.ofDays(730), policy, CloudFrontSamples.CUSTOM)))
                .containsExactly("distribution.contentSecurityPolicy must be a policy with default-src and"
                        + " frame-ancestors and without 'unsafe-…', got \""
                        + policy + '"');
    }

    @Test
    void refusesToForgetHttpsWithinAYear() {
        assertThat(problems(new ResponseHeadersSettings(
                        Duration.ofDays(364), CloudFrontSamples.CONTENT_SECURITY_POLICY, CloudFrontSamples.CUSTOM)))
                .containsExactly("distribution.strictTransport must be PT8760H..PT87600H, got PT8736H");
    }

    @Test
    void refusesASetWithoutAHeaderOfOwaspsList() {
        assertThat(problems(new ResponseHeadersSettings(
                        Duration.ofDays(730),
                        CloudFrontSamples.CONTENT_SECURITY_POLICY,
                        Map.of("Permissions-Policy", "camera=()"))))
                .containsExactly("distribution.custom must be headers among which are [Cross-Origin-Embedder-Policy,"
                        + " Cross-Origin-Opener-Policy, Cross-Origin-Resource-Policy, Permissions-Policy,"
                        + " X-Permitted-Cross-Domain-Policies], got [Permissions-Policy]");
    }

    @Test
    void refusesALogBucketThatLogsCannotBeDeliveredTo() {
        DistributionSettings good = CloudFrontSamples.settings();
        BucketSettings locked = new BucketSettings(
                Lifecycle.expire(90),
                Protection.DISPOSABLE,
                Optional.of(new ObjectLockSettings(ObjectLockSettings.Mode.GOVERNANCE, 30)));
        assertThat(problems(new DistributionSettings(good.priceClass(), good.headers(), good.site(), locked)))
                .containsExactly("distribution.logs.objectLock must be none: logs could not be delivered, got a lock");
    }

    private static List<String> problems(Settings settings) {
        Problems problems = Problems.in("distribution");
        settings.check(problems);
        return problems.found().stream().map(Object::toString).toList();
    }
}
