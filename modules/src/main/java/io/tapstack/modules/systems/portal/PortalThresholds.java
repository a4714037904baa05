package io.tapstack.modules.systems.portal;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.observability.DatabaseThresholds;
import io.tapstack.modules.observability.FunctionThresholds;

/** When somebody is to be told (B7, B8). */
public record PortalThresholds(DatabaseThresholds database, FunctionThresholds rotationFunction) implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("database", database);
        problems.check("rotationFunction", rotationFunction);
    }
}
