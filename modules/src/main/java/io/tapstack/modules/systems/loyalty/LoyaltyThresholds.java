package io.tapstack.modules.systems.loyalty;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.observability.ApiThresholds;
import io.tapstack.modules.observability.EmailThresholds;
import io.tapstack.modules.observability.FunctionThresholds;
import io.tapstack.modules.observability.TableThresholds;

/** When somebody is to be told (L8). */
public record LoyaltyThresholds(
        FunctionThresholds apiFunction,
        FunctionThresholds expiryFunction,
        FunctionThresholds offersFunction,
        ApiThresholds api,
        TableThresholds tables,
        EmailThresholds email)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("apiFunction", apiFunction);
        problems.check("expiryFunction", expiryFunction);
        problems.check("offersFunction", offersFunction);
        problems.check("api", api);
        problems.check("tables", tables);
        problems.check("email", email);
    }
}
