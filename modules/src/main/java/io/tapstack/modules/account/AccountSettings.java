package io.tapstack.modules.account;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.core.Singleton;

/**
 * Defaults that an account has once each; who sets them.
 *
 * @param s3PublicAccessBlock of the account, over that of each bucket
 * @param ebsEncryption of new volumes, one for the region
 * @param passwordPolicy of IAM users
 */
public record AccountSettings(Singleton s3PublicAccessBlock, Singleton ebsEncryption, Singleton passwordPolicy)
        implements Settings {
    @Override
    public void check(Problems problems) {
        // Every combination is possible.
    }
}
