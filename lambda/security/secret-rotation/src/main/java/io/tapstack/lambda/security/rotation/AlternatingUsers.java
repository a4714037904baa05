package io.tapstack.lambda.security.rotation;

import java.util.Optional;

/**
 * The two database users that a secret alternates between, so that changing one's password leaves the other's alone.
 *
 * @param first the application's user; owns what both make, and holds the grants of both
 */
record AlternatingUsers(String first) {
    private static final String SUFFIX = "_clone";

    /** A plain name, so that with the suffix it fits PostgreSQL's 63 characters. */
    static final String NAME = "[a-z_][a-z0-9_]{0,56}";

    String second() {
        return first + SUFFIX;
    }

    /**
     * The user whose turn it is.
     *
     * @param current what the secret holds now; nothing before the first rotation
     * @throws RotationRefusedException where it holds somebody else
     */
    String next(Optional<Credentials> current) {
        return current.map(this::other).orElse(first);
    }

    private String other(Credentials credentials) {
        refuseStrangers(credentials);
        return credentials.user().equals(first) ? second() : first;
    }

    /** @throws RotationRefusedException where the credentials are of neither user */
    void refuseStrangers(Credentials credentials) {
        var user = credentials.user();
        if (!user.equals(first) && !user.equals(second())) {
            throw new RotationRefusedException("the current version is of user " + user + "; this function rotates "
                    + first + " and " + second() + " only");
        }
    }
}
