package io.tapstack.modules.systems.payments;

import io.tapstack.modules.apigateway.ApiSettings;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.waf.WafSettings;
import java.util.Optional;

/** The public face: throttling and logs of the API, and its web application firewall where there is one (P10). */
public record PaymentsApiSettings(ApiSettings rest, Optional<WafSettings> waf) implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("rest", rest);
        problems.check("waf", waf);
    }
}
