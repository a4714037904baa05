package io.tapstack.modules.kms;

import static io.tapstack.modules.testing.Samples.ACCOUNT;
import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C11")
final class EncryptionKeySynthTest {
    private static final KeySettings SETTINGS = new KeySettings(7, Protection.DISPOSABLE);

    @Test
    void rotatesEveryYear() {
        synth(SETTINGS).only("aws_kms_key").has("enable_key_rotation", true);
    }

    @Test
    void takesTheDeletionWindowFromSettings() {
        synth(new KeySettings(30, Protection.DISPOSABLE)).only("aws_kms_key").has("deletion_window_in_days", 30);
    }

    @Test
    void carriesTheAlias() {
        synth(SETTINGS).only("aws_kms_alias").has("name", "alias/payment-rds-pr123");
    }

    @Test
    void letsCloudWatchLogsInForThisAccountsLogGroupsOnly() {
        synth(SETTINGS)
                .only("aws_kms_key")
                .statement("policy", "CloudWatchLogs")
                .has("Principal/Service", "logs.eu-central-1.amazonaws.com")
                .has(
                        "Condition/ArnLike/kms:EncryptionContext:aws:logs:arn",
                        "arn:aws:logs:eu-central-1:123456789012:log-group:*");
    }

    @Test
    void refusesToBeDestroyedWhenProtected() {
        synth(new KeySettings(30, Protection.PROTECTED)).only("aws_kms_key").has("lifecycle/prevent_destroy", true);
    }

    @Test
    void refusesADeletionWindowOfSixDays() {
        assertThatThrownBy(() -> synth(new KeySettings(6, Protection.DISPOSABLE)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("key.deletionWindowDays must be 7..30, got 6");
    }

    private static Synthesized synth(KeySettings settings) {
        return Synthesized.of(stack -> new EncryptionKey(
                stack,
                "rds",
                new EncryptionKey.Props(
                        DEPLOYMENT,
                        settings,
                        "payment-rds-pr123",
                        "Payments database",
                        List.of(ServiceAccess.logs(ACCOUNT)))));
    }
}
