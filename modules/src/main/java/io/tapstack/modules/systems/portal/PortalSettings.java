package io.tapstack.modules.systems.portal;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.rds.DatabaseSettings;

/** Everything that an environment decides about the banking portal; facts about the account are not among it. */
public record PortalSettings(
        PortalNetworkSettings network,
        DatabaseSettings database,
        PortalDataSettings data,
        PortalFunctionSettings functions,
        PortalEdgeSettings edge,
        PortalApplicationSettings application,
        PortalThresholds thresholds)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("network", network);
        problems.check("database", database);
        problems.check("data", data);
        problems.check("functions", functions);
        problems.check("edge", edge);
        problems.check("application", application);
        problems.check("thresholds", thresholds);
    }
}
