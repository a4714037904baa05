package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.s3.Lifecycle;

/**
 * @param stateVersions life of the state bucket's objects: state itself stays, its overwritten versions expire
 * @param accessLogs life of the state bucket's access logs
 * @param apiGatewayLogging an account has one role for API Gateway's logs; who makes it
 */
public record FoundationSettings(Lifecycle stateVersions, Lifecycle accessLogs, ApiGatewayLogging apiGatewayLogging)
        implements Settings {

    /** Who gives API Gateway the role with which it writes logs. */
    public enum ApiGatewayLogging {
        /** This stack. */
        CREATE,
        /** It is there already, made by somebody else. */
        EXISTS_IN_ACCOUNT
    }

    @Override
    public void check(Problems problems) {
        problems.check("stateVersions", stateVersions);
        problems.check("accessLogs", accessLogs);
    }
}
