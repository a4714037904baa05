package io.tapstack.lambda.security.remediation;

import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Events in AWS's own shape. */
final class Events {
    static final String CONFIG = read("config-compliance-change");
    static final String SECURITY_HUB = read("security-hub-finding");

    private Events() {}

    /** That the bucket {@code open-bucket} breaks a rule. */
    static JsonObject config() {
        return Json.object(CONFIG);
    }

    /** That EC2.13 fails for the security group {@code sg-0123456789abcdef0}. */
    static JsonObject securityHub() {
        return Json.object(SECURITY_HUB);
    }

    private static String read(String name) {
        try (var stream = Events.class.getResourceAsStream("/events/" + name + ".json")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
