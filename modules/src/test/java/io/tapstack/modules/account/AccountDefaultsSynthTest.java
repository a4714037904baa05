package io.tapstack.modules.account;

import io.tapstack.modules.core.Singleton;
import io.tapstack.modules.testing.Synthesized;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S11")
final class AccountDefaultsSynthTest {
    private static final Synthesized CREATED = synth(Singleton.CREATE);

    @Test
    @Tag("S3.1")
    @Tag("CIS-5.0_2.1.4")
    void blocksPublicAccessToEveryBucket() {
        CREATED.only("aws_s3_account_public_access_block")
                .has("block_public_acls", true)
                .has("block_public_policy", true)
                .has("ignore_public_acls", true)
                .has("restrict_public_buckets", true);
    }

    @Test
    @Tag("EC2.7")
    @Tag("CIS-5.0_5.1.1")
    void encryptsNewVolumes() {
        CREATED.only("aws_ebs_encryption_by_default").has("enabled", true);
    }

    @Test
    @Tag("CIS-5.0_1.7")
    @Tag("CIS-5.0_1.8")
    void wantsLongPasswordsThatAreNotUsedAgain() {
        CREATED.only("aws_iam_account_password_policy")
                .has("minimum_password_length", 14)
                .has("require_lowercase_characters", true)
                .has("require_uppercase_characters", true)
                .has("require_numbers", true)
                .has("require_symbols", true)
                .has("password_reuse_prevention", 24)
                .has("max_password_age", 90)
                .has("allow_users_to_change_password", true);
    }

    @Test
    void leavesAloneWhatTheAccountHas() {
        Synthesized existing = synth(Singleton.EXISTS_IN_ACCOUNT);
        existing.none("aws_s3_account_public_access_block");
        existing.none("aws_ebs_encryption_by_default");
        existing.none("aws_iam_account_password_policy");
    }

    private static Synthesized synth(Singleton all) {
        return Synthesized.of(stack ->
                new AccountDefaults(stack, "account", new AccountDefaults.Props(new AccountSettings(all, all, all))));
    }
}
