package io.tapstack.modules.systems.portal;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.network.Nat;
import io.tapstack.modules.network.NetworkSettings;

/**
 * @param vpc with a public, a private and a database subnet in each zone
 * @param nat takes the instances to the internet; what they need of AWS they reach without
 */
public record PortalNetworkSettings(NetworkSettings vpc, Nat nat) implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("vpc", vpc);
    }
}
