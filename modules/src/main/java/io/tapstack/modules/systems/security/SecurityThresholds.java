package io.tapstack.modules.systems.security;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.observability.DatabaseThresholds;
import io.tapstack.modules.observability.FunctionThresholds;
import io.tapstack.modules.observability.TableThresholds;

/** When somebody is to be told; what CIS and the rules find needs no threshold: one is one too many. */
public record SecurityThresholds(
        DatabaseThresholds database,
        FunctionThresholds rotationFunction,
        FunctionThresholds remediationFunction,
        TableThresholds table)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("database", database);
        problems.check("rotationFunction", rotationFunction);
        problems.check("remediationFunction", remediationFunction);
        problems.check("table", table);
    }
}
