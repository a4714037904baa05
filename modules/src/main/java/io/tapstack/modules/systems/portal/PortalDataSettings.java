package io.tapstack.modules.systems.portal;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.kms.KeySettings;
import io.tapstack.modules.s3.BucketSettings;
import io.tapstack.modules.s3.Lifecycle;
import java.util.Optional;

/**
 * What is kept and for how long.
 *
 * @param keys of everything that is encrypted at rest
 * @param protection of the buckets
 * @param files life of the page's files and of the application's artifacts
 * @param requestLogs life of the distribution's and the load balancer's access logs
 * @param accessLogs life of the buckets' own access logs
 */
public record PortalDataSettings(
        KeySettings keys, Protection protection, Lifecycle files, Lifecycle requestLogs, Lifecycle accessLogs)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("keys", keys);
        problems.check("files", files);
        problems.check("requestLogs", requestLogs);
        problems.check("accessLogs", accessLogs);
    }

    BucketSettings bucket(Lifecycle lifecycle) {
        return new BucketSettings(lifecycle, protection, Optional.empty());
    }
}
