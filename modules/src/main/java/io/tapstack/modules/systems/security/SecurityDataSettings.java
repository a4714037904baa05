package io.tapstack.modules.systems.security;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.kms.KeySettings;
import io.tapstack.modules.s3.Lifecycle;
import io.tapstack.modules.s3.ObjectLockSettings;
import java.util.Optional;

/**
 * What is kept and for how long.
 *
 * @param keys of everything that is encrypted at rest
 * @param protection of the trail, the buckets and the remediation's state
 * @param trail life of the trail's files
 * @param trailLock makes the trail's files immutable for a time
 * @param config life of AWS Config's history and snapshots; AWS Config cannot deliver to a bucket with a lock
 * @param accessLogs life of these buckets' own access logs
 */
public record SecurityDataSettings(
        KeySettings keys,
        Protection protection,
        Lifecycle trail,
        Optional<ObjectLockSettings> trailLock,
        Lifecycle config,
        Lifecycle accessLogs)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("keys", keys);
        problems.check("trail", trail);
        problems.check("trailLock", trailLock);
        problems.check("config", config);
        problems.check("accessLogs", accessLogs);
    }
}
