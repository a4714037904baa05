package io.tapstack.modules.secrets;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hashicorp.cdktf.TerraformOutput;
import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B5")
final class GeneratedTokenSynthTest {
    private static final Synthesized FIRST = synth(new TokenSettings(1, 0, Protection.DISPOSABLE));
    private static final Synthesized THIRD = synth(new TokenSettings(3, 30, Protection.PROTECTED));

    @Test
    void isMadeOnceAndHeldStill() {
        FIRST.only("terraform_data")
                .has("triggers_replace", "${sensitive(replace(\"${uuid()}${uuid()}\", \"-\", \"\"))}")
                .has("lifecycle/ignore_changes", List.of("triggers_replace"))
                .lacks("input");
    }

    /** What a data source reads has an id, which Terraform prints. */
    @Test
    void isNothingThatIsRead() {
        assertThat(FIRST.root().has("data")).isFalse();
    }

    @Test
    void isTakenFromWhatTerraformHoldsForSensitive() {
        String value = "${" + FIRST.only("terraform_data").address() + ".triggers_replace}";
        assertThat(FIRST.output("value").at("value").asText()).isEqualTo(value);
        FIRST.only("aws_secretsmanager_secret_version").has("secret_string", value);
    }

    @Test
    void letsTheGenerationBeforeInAndShowsTheLast() {
        List<String> values = THIRD.all("terraform_data").stream()
                .map(held -> "${" + held.address() + ".triggers_replace}")
                .sorted()
                .toList();
        assertThat(values).hasSize(2);
        assertThat(values.get(0)).contains("token-2");
        assertThat(values.get(1)).contains("token-3");
        THIRD.output("value").has("value", values.get(1));
        THIRD.output("accepted").has("value", List.of(values.get(1), values.get(0)));
        THIRD.only("aws_secretsmanager_secret_version").has("secret_string", values.get(1));
        FIRST.output("accepted")
                .has("value", List.of("${" + FIRST.only("terraform_data").address() + ".triggers_replace}"));
    }

    @Test
    @Tag("SecretsManager.3")
    void isASecretUnderItsKeyThatMayBeProtected() {
        FIRST.only("aws_secretsmanager_secret")
                .has("name_prefix", "payments-pr123-origin-verify-")
                .has("kms_key_id", "key-arn")
                .has("recovery_window_in_days", 0)
                .has("lifecycle/prevent_destroy", false);
        THIRD.only("aws_secretsmanager_secret")
                .has("recovery_window_in_days", 30)
                .has("lifecycle/prevent_destroy", true);
    }

    @Test
    void isThisAccountsOnly() {
        FIRST.only("aws_secretsmanager_secret_policy")
                .has("block_public_policy", true)
                .statement("policy", "RefuseOtherAccounts")
                .has("Effect", "Deny")
                .has("Condition/StringNotEquals/aws:PrincipalAccount", "123456789012");
    }

    @Test
    @Tag("C4")
    void refusesAGenerationBeforeTheFirst() {
        assertThatThrownBy(() -> props(new TokenSettings(0, 5, Protection.DISPOSABLE)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("""
                        invalid settings:
                          origin-verify.generation must be 1..1000000, got 0
                          origin-verify.recoveryWindowDays must be 0 or 7..30, got 5""");
    }

    private static GeneratedToken.Props props(TokenSettings settings) {
        return new GeneratedToken.Props(
                DEPLOYMENT, "origin-verify", "Shown", settings, new EncryptionKey.Ref("key-arn"));
    }

    private static Synthesized synth(TokenSettings settings) {
        return Synthesized.of(stack -> {
            GeneratedToken.Ref token = new GeneratedToken(stack, "token", props(settings)).ref();
            TerraformOutput.Builder.create(stack, "value")
                    .value(token.value())
                    .sensitive(true)
                    .build();
            TerraformOutput.Builder.create(stack, "accepted")
                    .value(token.accepted())
                    .sensitive(true)
                    .build();
        });
    }
}
