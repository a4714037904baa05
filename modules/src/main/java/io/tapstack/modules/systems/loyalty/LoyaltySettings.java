package io.tapstack.modules.systems.loyalty;

import io.tapstack.modules.apigateway.PublicApiSettings;
import io.tapstack.modules.cognito.UserPoolSettings;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;

/** Everything that an environment decides about the loyalty system; facts about the account are not among it. */
public record LoyaltySettings(
        LoyaltyProgrammeSettings programme,
        LoyaltyDataSettings data,
        LoyaltyFunctionSettings functions,
        UserPoolSettings users,
        PublicApiSettings api,
        LoyaltyThresholds thresholds)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("programme", programme);
        problems.check("data", data);
        problems.check("functions", functions);
        problems.check("users", users);
        problems.check("api", api);
        problems.check("thresholds", thresholds);
    }
}
