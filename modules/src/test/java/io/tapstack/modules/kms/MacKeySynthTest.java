package io.tapstack.modules.kms;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C11")
final class MacKeySynthTest {
    private static final Synthesized KEY = synth(new KeySettings(7, Protection.DISPOSABLE));

    @Test
    void makesCodesAndCanDoNothingElse() {
        KEY.only("aws_kms_key").has("key_usage", "GENERATE_VERIFY_MAC").has("customer_master_key_spec", "HMAC_256");
    }

    @Test
    void isNotAskedToRotateBecauseKmsCannot() {
        KEY.only("aws_kms_key").lacks("enable_key_rotation");
    }

    @Test
    void hasAliasWindowAndPolicyLikeAnyKey() {
        KEY.only("aws_kms_alias").has("name", "alias/cursor-pr123");
        KEY.only("aws_kms_key")
                .has("deletion_window_in_days", 7)
                .statement("policy", "AccountDecidesByIam")
                .has("Principal/AWS", "arn:aws:iam::123456789012:root");
    }

    @Test
    @Tag("C4")
    void refusesToBeDestroyedWhenProtected() {
        synth(new KeySettings(30, Protection.PROTECTED)).only("aws_kms_key").has("lifecycle/prevent_destroy", true);
    }

    @Test
    @Tag("C4")
    void refusesADeletionWindowOfSixDays() {
        assertThatThrownBy(() -> synth(new KeySettings(6, Protection.DISPOSABLE)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("key.deletionWindowDays must be 7..30, got 6");
    }

    @Test
    @Tag("C7")
    void letsARoleMakeCodesOfOneKindOnly() {
        Statement grant = new MacKey.Ref("key-arn").generate("Cursors");
        assertThat(grant.sid()).isEqualTo("MakeCodesForCursors");
        assertThat(grant.actions()).containsExactly("kms:GenerateMac");
        assertThat(grant.resources()).containsExactly("key-arn");
        assertThat(grant.conditions())
                .containsExactly(new Condition("StringEquals", "kms:MacAlgorithm", List.of("HMAC_SHA_256")));
    }

    private static Synthesized synth(KeySettings settings) {
        return Synthesized.of(
                stack -> new MacKey(stack, "key", new MacKey.Props(DEPLOYMENT, settings, "cursor-pr123", "Cursors")));
    }
}
