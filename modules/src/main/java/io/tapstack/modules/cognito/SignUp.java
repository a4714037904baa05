package io.tapstack.modules.cognito;

/** Who makes a user. */
public enum SignUp {
    /** The user, with an e-mail address that can be read: Cognito sends a code. */
    SELF_SERVICE,
    /** An administrator. */
    ADMINISTRATOR
}
