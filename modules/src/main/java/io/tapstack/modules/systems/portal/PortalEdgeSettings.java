package io.tapstack.modules.systems.portal;

import io.tapstack.modules.cloudfront.PriceClass;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.secrets.TokenSettings;
import io.tapstack.modules.waf.WafSettings;
import java.util.Optional;

/**
 * @param priceClass from where CloudFront answers
 * @param waf before the distribution; none when empty
 * @param originToken what CloudFront shows the load balancer; its next generation is its next value
 */
public record PortalEdgeSettings(PriceClass priceClass, Optional<WafSettings> waf, TokenSettings originToken)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("waf", waf);
        problems.check("originToken", originToken);
    }
}
