package io.tapstack.modules.s3;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Settings;
import java.util.Optional;

/**
 * @param lifecycle what becomes of objects as they grow old
 * @param protection a disposable bucket is emptied and deleted with its stack
 * @param objectLock no lock when empty; can only be chosen when the bucket is made
 */
public record BucketSettings(Lifecycle lifecycle, Protection protection, Optional<ObjectLockSettings> objectLock)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("lifecycle", lifecycle);
        problems.check("objectLock", objectLock);
    }
}
