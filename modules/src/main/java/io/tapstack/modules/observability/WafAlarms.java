package io.tapstack.modules.observability;

import java.util.List;
import java.util.Optional;

/**
 * Alarms of a web ACL (P10, B4).
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html">AWS WAF metrics and dimensions</a>
 */
public final class WafAlarms {
    private WafAlarms() {}

    /**
     * @param webAcl its name
     * @param region that it is in; none for a distribution's, whose alarms belong in the region of the edge
     * @param blockedRequests more than this in five minutes
     */
    public static List<AlarmSpec> of(String webAcl, Optional<String> region, int blockedRequests) {
        return List.of(AlarmSpec.of(
                "waf-blocked",
                "Requests that the web ACL blocks",
                Metrics.blocked(webAcl, region),
                Threshold.above(blockedRequests),
                Window.FIRST));
    }
}
