package io.tapstack.modules.systems.portal;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.observability.DatabaseThresholds;
import io.tapstack.modules.observability.EdgeThresholds;
import io.tapstack.modules.observability.FunctionThresholds;
import io.tapstack.modules.observability.LoadBalancerThresholds;

/** When somebody is to be told (B7, B8); that the application refuses what the load balancer let through needs no threshold. */
public record PortalThresholds(
        EdgeThresholds edge,
        LoadBalancerThresholds loadBalancer,
        DatabaseThresholds database,
        FunctionThresholds rotationFunction)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("edge", edge);
        problems.check("loadBalancer", loadBalancer);
        problems.check("database", database);
        problems.check("rotationFunction", rotationFunction);
    }
}
