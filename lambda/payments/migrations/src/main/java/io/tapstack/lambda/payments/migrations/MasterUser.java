package io.tapstack.lambda.payments.migrations;

import io.tapstack.lambda.shared.Json;

/** The database's master user, as RDS keeps it in Secrets Manager. Never printed. */
record MasterUser(String name, String password) {
    /**
     * Reads the secret's text.
     *
     * @throws IllegalStateException where it is not JSON with both members; says nothing of the text
     */
    static MasterUser of(String secret) {
        try {
            var json = Json.object(secret);
            return new MasterUser(
                    json.string("username").orElseThrow(MasterUser::unusable),
                    json.string("password").orElseThrow(MasterUser::unusable));
        } catch (Json.MalformedException e) {
            throw unusable();
        }
    }

    @Override
    public String toString() {
        return "MasterUser[name=" + name + "]";
    }

    private static IllegalStateException unusable() {
        return new IllegalStateException("The master secret must be JSON with the members username and password");
    }
}
