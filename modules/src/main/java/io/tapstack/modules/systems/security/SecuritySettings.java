package io.tapstack.modules.systems.security;

import io.tapstack.modules.account.AccountSettings;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.network.NetworkSettings;
import io.tapstack.modules.rds.DatabaseSettings;

/**
 * Everything that an environment decides about the security baseline; facts about the account are not among it.
 *
 * @param network where the functions and the database live
 * @param database small: it shows that rotation works before an application depends on it
 * @param watch what is recorded and who looks at it
 * @param account defaults of the account as a whole
 */
public record SecuritySettings(
        NetworkSettings network,
        DatabaseSettings database,
        SecurityDataSettings data,
        SecurityWatchSettings watch,
        AccountSettings account,
        SecurityFunctionSettings functions,
        SecurityThresholds thresholds)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("network", network);
        problems.check("database", database);
        problems.check("data", data);
        problems.check("watch", watch);
        problems.check("account", account);
        problems.check("functions", functions);
        problems.check("thresholds", thresholds);
    }
}
