package io.tapstack.lambda.security.rotation;

import io.tapstack.lambda.shared.Json;
import java.util.Optional;

/** A database user and its password. Never printed. */
record Credentials(String user, String password) {
    /**
     * Reads a secret's text.
     *
     * @return nothing where it holds no password yet
     * @throws RotationRefusedException where it is not JSON with a username; says nothing of the text
     */
    static Optional<Credentials> of(String secret) {
        try {
            var json = Json.object(secret);
            var user = json.string("username").orElseThrow(Credentials::unusable);
            return json.string("password").map(password -> new Credentials(user, password));
        } catch (Json.MalformedException e) {
            throw unusable();
        }
    }

    @Override
    public String toString() {
        return "Credentials[user=" + user + "]";
    }

    private static RotationRefusedException unusable() {
        return new RotationRefusedException("a secret's value must be JSON with the members username and password");
    }
}
