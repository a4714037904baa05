package io.tapstack.modules.systems.payments;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.observability.ApiThresholds;
import io.tapstack.modules.observability.DatabaseThresholds;
import io.tapstack.modules.observability.FunctionThresholds;
import io.tapstack.modules.observability.TableThresholds;

/** When somebody is to be told (P11). */
public record PaymentsThresholds(
        DatabaseThresholds database,
        FunctionThresholds apiFunction,
        FunctionThresholds ledgerFunction,
        ApiThresholds api,
        TableThresholds tables)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("database", database);
        problems.check("apiFunction", apiFunction);
        problems.check("ledgerFunction", ledgerFunction);
        problems.check("api", api);
        problems.check("tables", tables);
    }
}
