package io.tapstack.environments;

import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.systems.foundation.FoundationSettings;
import io.tapstack.modules.systems.loyalty.LoyaltySettings;
import io.tapstack.modules.systems.payments.PaymentsSettings;
import io.tapstack.modules.systems.portal.PortalSettings;
import io.tapstack.modules.systems.security.SecuritySettings;

/** Everything that is decided about one environment: a complete value, nothing defaulted or merged on the way. */
public record EnvironmentDefinition(
        Environment environment,
        FoundationSettings foundation,
        SecuritySettings security,
        PaymentsSettings payments,
        LoyaltySettings loyalty,
        PortalSettings portal)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("foundation", foundation);
        problems.check("security", security);
        problems.check("payments", payments);
        problems.check("loyalty", loyalty);
        problems.check("portal", portal);
        if (environment == Environment.PROD) {
            ProductionRules.check(this, problems);
        }
    }
}
