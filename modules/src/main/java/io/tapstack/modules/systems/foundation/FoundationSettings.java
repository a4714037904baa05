package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.core.Singleton;
import io.tapstack.modules.s3.Lifecycle;

/**
 * @param stateVersions life of the state bucket's objects: state itself stays, its overwritten versions expire
 * @param accessLogs life of the state bucket's access logs
 * @param apiGatewayLogging the role with which API Gateway writes its logs, one for the account and region
 */
public record FoundationSettings(Lifecycle stateVersions, Lifecycle accessLogs, Singleton apiGatewayLogging)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("stateVersions", stateVersions);
        problems.check("accessLogs", accessLogs);
    }
}
