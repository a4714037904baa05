package io.tapstack.modules.cognito;

import java.util.List;

/** How an app signs users in. */
public enum SignIn {
    /** Secure Remote Password: the password does not leave the device. */
    SRP,
    /** The password itself, too: for tests and demonstrations. */
    SRP_OR_PASSWORD;

    /** Cognito's names. */
    List<String> flows() {
        return this == SRP
                ? List.of("ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH")
                : List.of("ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH");
    }
}
