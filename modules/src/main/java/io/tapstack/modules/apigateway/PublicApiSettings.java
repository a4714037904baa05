package io.tapstack.modules.apigateway;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.waf.WafSettings;
import java.util.Optional;

/**
 * An API that anybody can reach.
 *
 * @param rest throttling and logs
 * @param waf the firewall before it, where there is one (P10)
 */
public record PublicApiSettings(ApiSettings rest, Optional<WafSettings> waf) implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("rest", rest);
        problems.check("waf", waf);
    }
}
