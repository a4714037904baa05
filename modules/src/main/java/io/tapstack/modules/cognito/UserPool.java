package io.tapstack.modules.cognito;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.cognito_user_group.CognitoUserGroup;
import com.hashicorp.cdktf.providers.aws.cognito_user_pool.CognitoUserPool;
import com.hashicorp.cdktf.providers.aws.cognito_user_pool.CognitoUserPoolAccountRecoverySetting;
import com.hashicorp.cdktf.providers.aws.cognito_user_pool.CognitoUserPoolAccountRecoverySettingRecoveryMechanism;
import com.hashicorp.cdktf.providers.aws.cognito_user_pool.CognitoUserPoolAdminCreateUserConfig;
import com.hashicorp.cdktf.providers.aws.cognito_user_pool.CognitoUserPoolPasswordPolicy;
import com.hashicorp.cdktf.providers.aws.cognito_user_pool.CognitoUserPoolSoftwareTokenMfaConfiguration;
import com.hashicorp.cdktf.providers.aws.cognito_user_pool.CognitoUserPoolUserAttributeUpdateSettings;
import com.hashicorp.cdktf.providers.aws.cognito_user_pool.CognitoUserPoolUserPoolAddOns;
import com.hashicorp.cdktf.providers.aws.cognito_user_pool.CognitoUserPoolUsernameConfiguration;
import com.hashicorp.cdktf.providers.aws.cognito_user_pool_client.CognitoUserPoolClient;
import com.hashicorp.cdktf.providers.aws.cognito_user_pool_client.CognitoUserPoolClientTokenValidityUnits;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * A Cognito user pool (L2; FSBP Cognito.1, Cognito.3, Cognito.6): users are known by a verified e-mail address, have long passwords
 * and may have a second factor. One public client, which has no secret and does not tell whether a user exists.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools.html">Amazon Cognito user
 *     pools</a>
 */
public final class UserPool extends Construct {
    private static final int SHORTEST_PASSWORD = 12;
    private static final int TEMPORARY_PASSWORD_DAYS = 1;
    private static final int TOKEN_MINUTES = 60;
    private static final List<String> EMAIL = List.of("email");

    private final Ref ref;

    /**
     * @param purpose goes into the pool's name: {@code members}
     * @param groups description by name; a group's users carry its name in their tokens
     */
    public record Props(Deployment deployment, String purpose, UserPoolSettings settings, Map<String, String> groups) {
        public Props {
            Problems.refuse(purpose, settings);
            groups = Map.copyOf(groups);
        }

        String name() {
            return deployment.name(purpose);
        }
    }

    /**
     * What others may use of a user pool.
     *
     * @param clientId which apps sign in with; public
     */
    public record Ref(String id, String arn, String clientId) {}

    public UserPool(Construct scope, String id, Props props) {
        super(scope, id);
        CognitoUserPool pool = pool(props);
        String poolId = pool.getId();
        new TreeMap<>(props.groups).forEach((name, description) -> CognitoUserGroup.Builder.create(this, name)
                .userPoolId(poolId)
                .name(name)
                .description(description)
                .build());
        this.ref = new Ref(poolId, pool.getArn(), client(props, poolId).getId());
    }

    public Ref ref() {
        return ref;
    }

    private CognitoUserPool pool(Props props) {
        UserPoolSettings settings = props.settings;
        boolean isProtected = settings.protection().isProtected();
        CognitoUserPool.Builder builder = CognitoUserPool.Builder.create(this, "pool")
                .name(props.name())
                .usernameAttributes(EMAIL)
                .autoVerifiedAttributes(EMAIL)
                .usernameConfiguration(CognitoUserPoolUsernameConfiguration.builder()
                        .caseSensitive(false)
                        .build())
                // The old address counts until the new one is verified.
                .userAttributeUpdateSettings(CognitoUserPoolUserAttributeUpdateSettings.builder()
                        .attributesRequireVerificationBeforeUpdate(EMAIL)
                        .build())
                .accountRecoverySetting(CognitoUserPoolAccountRecoverySetting.builder()
                        .recoveryMechanism(List.of(CognitoUserPoolAccountRecoverySettingRecoveryMechanism.builder()
                                .name("verified_email")
                                .priority(1)
                                .build()))
                        .build())
                .adminCreateUserConfig(CognitoUserPoolAdminCreateUserConfig.builder()
                        .allowAdminCreateUserOnly(settings.signUp() == SignUp.ADMINISTRATOR)
                        .build())
                .passwordPolicy(CognitoUserPoolPasswordPolicy.builder()
                        .minimumLength(SHORTEST_PASSWORD)
                        .requireLowercase(true)
                        .requireUppercase(true)
                        .requireNumbers(true)
                        .requireSymbols(true)
                        .temporaryPasswordValidityDays(TEMPORARY_PASSWORD_DAYS)
                        .build())
                .mfaConfiguration(settings.mfa().name())
                .softwareTokenMfaConfiguration(CognitoUserPoolSoftwareTokenMfaConfiguration.builder()
                        .enabled(true)
                        .build())
                .deletionProtection(isProtected ? "ACTIVE" : "INACTIVE")
                .lifecycle(TerraformResourceLifecycle.builder()
                        .preventDestroy(isProtected)
                        .build());
        if (settings.threatProtection() != ThreatProtection.OFF) {
            builder.userPoolAddOns(CognitoUserPoolUserPoolAddOns.builder()
                    .advancedSecurityMode(settings.threatProtection().name())
                    .build());
        }
        CognitoUserPool pool = builder.build();
        pool.addOverride("user_pool_tier", settings.threatProtection().tier()); // younger than the bindings
        return pool;
    }

    private CognitoUserPoolClient client(Props props, String poolId) {
        return CognitoUserPoolClient.Builder.create(this, "client")
                .userPoolId(poolId)
                .name(props.name())
                .generateSecret(false) // an app on somebody's phone keeps none
                .explicitAuthFlows(props.settings.signIn().flows())
                .preventUserExistenceErrors("ENABLED")
                .enableTokenRevocation(true)
                .supportedIdentityProviders(List.of("COGNITO"))
                .readAttributes(List.of("email", "email_verified"))
                .writeAttributes(EMAIL)
                .idTokenValidity(TOKEN_MINUTES)
                .accessTokenValidity(TOKEN_MINUTES)
                .refreshTokenValidity(props.settings.sessionLength().toHours())
                .tokenValidityUnits(List.of(CognitoUserPoolClientTokenValidityUnits.builder()
                        .idToken("minutes")
                        .accessToken("minutes")
                        .refreshToken("hours")
                        .build()))
                .build();
    }
}
