package io.tapstack.environments;

import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.network.NetworkSettings;
import io.tapstack.modules.systems.foundation.FoundationSettings;
import io.tapstack.modules.systems.loyalty.LoyaltySettings;
import io.tapstack.modules.systems.payments.PaymentsSettings;
import io.tapstack.modules.systems.portal.PortalNetworkSettings;
import io.tapstack.modules.systems.portal.PortalSettings;
import io.tapstack.modules.systems.security.SecuritySettings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Everything that is decided about one environment: a complete value, nothing defaulted or merged on the way. */
public record EnvironmentDefinition(
        Environment environment,
        FoundationSettings foundation,
        SecuritySettings security,
        PaymentsSettings payments,
        LoyaltySettings loyalty,
        PortalSettings portal)
        implements Settings {
    /** The same with its networks in these availability zones. */
    EnvironmentDefinition in(List<String> zones) {
        NetworkSettings ofPortal = portal.network().vpc().in(zones);
        return new EnvironmentDefinition(
                environment,
                foundation,
                new SecuritySettings(
                        security.network().in(zones),
                        security.database(),
                        security.data(),
                        security.watch(),
                        security.account(),
                        security.functions(),
                        security.thresholds()),
                new PaymentsSettings(
                        payments.network().in(zones),
                        payments.database(),
                        payments.data(),
                        payments.functions(),
                        payments.api(),
                        payments.thresholds()),
                loyalty,
                new PortalSettings(
                        new PortalNetworkSettings(ofPortal, portal.network().nat()),
                        portal.database(),
                        portal.data(),
                        portal.functions(),
                        portal.edge(),
                        portal.application(),
                        portal.thresholds()));
    }

    /** Letters of all its networks' availability zones. */
    Set<String> zones() {
        Set<String> zones = new TreeSet<>(security.network().zones());
        zones.addAll(payments.network().zones());
        zones.addAll(portal.network().vpc().zones());
        return zones;
    }

    @Override
    public void check(Problems problems) {
        problems.check("foundation", foundation);
        problems.check("security", security);
        problems.check("payments", payments);
        problems.check("loyalty", loyalty);
        problems.check("portal", portal);
        AlarmRules.check(this, problems);
        if (environment == Environment.PROD) {
            ProductionRules.check(this, problems);
        }
    }
}
