package io.tapstack.modules.systems.payments;

import io.tapstack.modules.apigateway.PublicApiSettings;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.network.NetworkSettings;
import io.tapstack.modules.rds.DatabaseSettings;

/** Everything that an environment decides about the payments system; facts about the account are not among it. */
public record PaymentsSettings(
        NetworkSettings network,
        DatabaseSettings database,
        PaymentsDataSettings data,
        PaymentsFunctionSettings functions,
        PublicApiSettings api,
        PaymentsThresholds thresholds)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("network", network);
        problems.check("database", database);
        problems.check("data", data);
        problems.check("functions", functions);
        problems.check("api", api);
        problems.check("thresholds", thresholds);
    }
}
