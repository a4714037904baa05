package io.tapstack.modules.cloudfront;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.s3.BucketSettings;

/**
 * @param priceClass from where it answers
 * @param headers of every answer
 * @param site the bucket of the static files
 * @param logs the bucket of the access logs; Object Lock is not possible
 */
public record DistributionSettings(
        PriceClass priceClass, ResponseHeadersSettings headers, BucketSettings site, BucketSettings logs)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("headers", headers);
        problems.check("site", site);
        problems.check("logs", logs);
        problems.require(logs.objectLock().isEmpty(), "logs.objectLock", "a lock", "none: logs could not be delivered");
    }
}
