package io.tapstack.lambda.security.rotation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions of the rotated secret, where Secrets Manager keeps them. */
interface SecretVersions {
    String CURRENT = "AWSCURRENT";
    String PENDING = "AWSPENDING";

    /**
     * What the secret is like.
     *
     * @param stages staging labels by version id
     */
    record Description(boolean rotationEnabled, Map<String, List<String>> stages) {
        /** The version that clients get. */
        Optional<String> current() {
            return stages.entrySet().stream()
                    .filter(version -> version.getValue().contains(CURRENT))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }

    Description describe();

    /** The version's text; nothing where it has no value yet. */
    Optional<String> value(String version);

    /** Gives the pending version its value; a version that has one keeps it. */
    void put(String version, String value);

    /** Makes clients get this version, in one step. */
    void makeCurrent(String version, Optional<String> insteadOf);

    /** A new random password. */
    String randomPassword();
}
