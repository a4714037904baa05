package io.tapstack.modules.systems.loyalty;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.events.EventBusSettings;
import io.tapstack.modules.kms.KeySettings;
import io.tapstack.modules.s3.Lifecycle;

/**
 * What is kept and for how long.
 *
 * @param keys of everything that is encrypted at rest
 * @param protection of the tables and the assets bucket
 * @param assets life of a campaign's asset
 * @param accessLogs life of the assets bucket's own access logs
 * @param events how long published offers can be replayed
 */
public record LoyaltyDataSettings(
        KeySettings keys, Protection protection, Lifecycle assets, Lifecycle accessLogs, EventBusSettings events)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("keys", keys);
        problems.check("assets", assets);
        problems.check("accessLogs", accessLogs);
        problems.check("events", events);
    }
}
