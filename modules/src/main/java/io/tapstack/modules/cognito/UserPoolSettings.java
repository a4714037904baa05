package io.tapstack.modules.cognito;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Settings;
import java.time.Duration;

/**
 * @param signUp who makes users
 * @param signIn how apps sign them in
 * @param mfa whether by a second factor
 * @param threatProtection what is done about stolen passwords
 * @param sessionLength how long a user stays signed in: 1 hour to 365 days; tokens are renewed every hour
 * @param protection of the pool: its users are lost with it
 */
public record UserPoolSettings(
        SignUp signUp,
        SignIn signIn,
        Mfa mfa,
        ThreatProtection threatProtection,
        Duration sessionLength,
        Protection protection)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("sessionLength", sessionLength, Duration.ofHours(1), Duration.ofDays(365));
    }
}
