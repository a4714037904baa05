package io.tapstack.lambda.portal.application;

import io.tapstack.lambda.shared.UnavailableException;
import java.util.Optional;

/** Where secrets are kept. */
@FunctionalInterface
interface Secrets {
    /** Which version of a secret. */
    enum Version {
        AWSCURRENT,
        AWSPREVIOUS
    }

    /**
     * The version's text; nothing where there is no such version.
     *
     * @throws UnavailableException where it cannot be read
     */
    Optional<String> text(String secret, Version version);
}
