package io.tapstack.modules.cognito;

/** Whether users prove who they are a second time, with an authenticator app. */
public enum Mfa {
    /** Whoever wants to. */
    OPTIONAL,
    /** Everybody. */
    ON
}
