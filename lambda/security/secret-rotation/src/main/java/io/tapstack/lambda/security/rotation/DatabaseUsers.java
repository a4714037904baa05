package io.tapstack.lambda.security.rotation;

/** The users, where the database keeps them. */
interface DatabaseUsers {
    /**
     * Whether one can log in so and then acts as the application's user.
     *
     * @throws RotationRefusedException where that cannot be found out
     */
    boolean accept(Credentials credentials);

    /**
     * Makes the user where there is none, sets its password and lets it act as the application's user: all or nothing.
     *
     * @throws RotationRefusedException where the database does not do it
     */
    void set(Credentials credentials);
}
