package io.tapstack.lambda.postgres;

import io.tapstack.lambda.shared.Json;

/** A user of a database and its password, as a secret in Secrets Manager holds them. Never printed. */
public record DatabaseUser(String name, String password) {
    /**
     * Reads the secret's text.
     *
     * @throws IllegalStateException where it is not JSON with both members; says nothing of the text
     */
    public static DatabaseUser of(String secret) {
        try {
            var json = Json.object(secret);
            return new DatabaseUser(
                    json.string("username").orElseThrow(DatabaseUser::unusable),
                    json.string("password").orElseThrow(DatabaseUser::unusable));
        } catch (Json.MalformedException e) {
            throw unusable();
        }
    }

    @Override
    public String toString() {
        return "DatabaseUser[name=" + name + "]";
    }

    private static IllegalStateException unusable() {
        return new IllegalStateException(
                "A database user's secret must be JSON with the members username and password");
    }
}
