package io.tapstack.modules.cloudfront;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The security headers of every answer, whatever the origin says. Always beside them: {@code nosniff}, no framing, no
 * referrer; and without {@code Server} and {@code X-Powered-By}.
 *
 * @param strictTransport how long browsers come by HTTPS only, to subdomains too: a year at least
 * @param contentSecurityPolicy what a page may load, and from where
 * @param custom further headers by name: {@code Permissions-Policy}, {@code X-Permitted-Cross-Domain-Policies} and the
 *     three {@code Cross-Origin-} policies at least
 * @see <a href="https://owasp.org/www-project-secure-headers/">OWASP Secure Headers Project</a>
 */
public record ResponseHeadersSettings(
        Duration strictTransport, String contentSecurityPolicy, SortedMap<String, String> custom) implements Settings {
    private static final Duration YEAR = Duration.ofDays(365);

    /** Those of OWASP's list that CloudFront has no setting of its own for, and that suit every answer. */
    private static final Set<String> EXPECTED = Set.of(
            "Cross-Origin-Embedder-Policy",
            "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy",
            "Permissions-Policy",
            "X-Permitted-Cross-Domain-Policies");

    public ResponseHeadersSettings {
        custom = Collections.unmodifiableSortedMap(new TreeMap<>(custom));
    }

    public ResponseHeadersSettings(Duration strictTransport, String contentSecurityPolicy, Map<String, String> custom) {
        this(strictTransport, contentSecurityPolicy, new TreeMap<>(custom));
    }

    @Override
    public void check(Problems problems) {
        problems.range("strictTransport", strictTransport, YEAR, YEAR.multipliedBy(10));
        problems.require(
                contentSecurityPolicy.contains("default-src")
                        && contentSecurityPolicy.contains("frame-ancestors")
                        && !contentSecurityPolicy.contains("'unsafe-"),
                "contentSecurityPolicy",
                '"' + contentSecurityPolicy + '"',
                "a policy with default-src and frame-ancestors and without 'unsafe-…'");
        problems.require(
                custom.keySet().containsAll(EXPECTED),
                "custom",
                custom.keySet(),
                "headers among which are " + new TreeSet<>(EXPECTED));
    }
}
