package io.tapstack.modules.cognito;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("L2")
final class UserPoolSynthTest {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final UserPoolSettings WEAKEST = new UserPoolSettings(
            SignUp.SELF_SERVICE,
            SignIn.SRP_OR_PASSWORD,
            Mfa.OPTIONAL,
            ThreatProtection.OFF,
            MONTH,
            Protection.DISPOSABLE);
    private static final UserPoolSettings STRONGEST = new UserPoolSettings(
            SignUp.ADMINISTRATOR, SignIn.SRP, Mfa.ON, ThreatProtection.ENFORCED, MONTH, Protection.PROTECTED);
    private static final Synthesized WEAK = synth(WEAKEST);
    private static final Synthesized STRONG = synth(STRONGEST);

    @Test
    void knowsUsersByAVerifiedAddress() {
        pool(WEAK)
                .has("name", "payments-pr123-members")
                .has("username_attributes", List.of("email"))
                .has("auto_verified_attributes", List.of("email"))
                .has("username_configuration/case_sensitive", false)
                .has("user_attribute_update_settings/attributes_require_verification_before_update", List.of("email"))
                .has("account_recovery_setting/recovery_mechanism/name", "verified_email");
    }

    @Test
    @Tag("Cognito.3")
    void wantsLongPasswordsOfEveryKind() {
        pool(WEAK)
                .has("password_policy/minimum_length", 12)
                .has("password_policy/require_lowercase", true)
                .has("password_policy/require_uppercase", true)
                .has("password_policy/require_numbers", true)
                .has("password_policy/require_symbols", true)
                .has("password_policy/temporary_password_validity_days", 1);
    }

    @Test
    @Tag("Cognito.5")
    void letsUsersHaveASecondFactorOrMakesThem() {
        pool(WEAK).has("mfa_configuration", "OPTIONAL").has("software_token_mfa_configuration/enabled", true);
        pool(STRONG).has("mfa_configuration", "ON").has("software_token_mfa_configuration/enabled", true);
    }

    @Test
    @Tag("Cognito.1")
    void stopsUnusualSignInsWhereSettingsSaySo() {
        pool(WEAK).lacks("user_pool_add_ons").has("user_pool_tier", "ESSENTIALS");
        pool(STRONG).has("user_pool_add_ons/advanced_security_mode", "ENFORCED").has("user_pool_tier", "PLUS");
    }

    @Test
    void letsUsersSignUpWhereSettingsSaySo() {
        pool(WEAK).has("admin_create_user_config/allow_admin_create_user_only", false);
        pool(STRONG).has("admin_create_user_config/allow_admin_create_user_only", true);
    }

    @Test
    @Tag("C4")
    @Tag("Cognito.6")
    void refusesToBeDeletedWhenProtected() {
        pool(WEAK).has("deletion_protection", "INACTIVE").has("lifecycle/prevent_destroy", false);
        pool(STRONG).has("deletion_protection", "ACTIVE").has("lifecycle/prevent_destroy", true);
    }

    @Test
    void takesPasswordsThemselvesOnlyWhereSettingsSaySo() {
        client(WEAK)
                .has(
                        "explicit_auth_flows",
                        List.of("ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"));
        client(STRONG).has("explicit_auth_flows", List.of("ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"));
    }

    @Test
    void givesPublicAppsAClientWithoutASecretThatKeepsUsersToItself() {
        client(STRONG)
                .has("generate_secret", false)
                .has("prevent_user_existence_errors", "ENABLED")
                .has("enable_token_revocation", true)
                .has("write_attributes", List.of("email"));
    }

    @Test
    void givesTokensForAnHourAndSessionsForAsLongAsSettingsSay() {
        client(STRONG)
                .has("id_token_validity", 60)
                .has("access_token_validity", 60)
                .has("refresh_token_validity", 720)
                .has("token_validity_units/id_token", "minutes")
                .has("token_validity_units/access_token", "minutes")
                .has("token_validity_units/refresh_token", "hours");
    }

    @Test
    void makesTheGroups() {
        WEAK.only("aws_cognito_user_group").has("name", "partners").has("description", "May book earnings");
    }

    @Test
    @Tag("C4")
    void refusesASessionOfAMinute() {
        UserPoolSettings brief = new UserPoolSettings(
                SignUp.SELF_SERVICE,
                SignIn.SRP,
                Mfa.ON,
                ThreatProtection.OFF,
                Duration.ofMinutes(1),
                Protection.DISPOSABLE);
        assertThatThrownBy(() -> synth(brief))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("members.sessionLength must be PT1H..PT8760H, got PT1M");
    }

    private static ResourceAssert pool(Synthesized stack) {
        return stack.only("aws_cognito_user_pool");
    }

    private static ResourceAssert client(Synthesized stack) {
        return stack.only("aws_cognito_user_pool_client");
    }

    private static Synthesized synth(UserPoolSettings settings) {
        return Synthesized.of(stack -> new UserPool(
                stack,
                "members",
                new UserPool.Props(DEPLOYMENT, "members", settings, Map.of("partners", "May book earnings"))));
    }
}
