package io.tapstack.main.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A payment to be made. Sent again with the same key it is still the same payment. */
record PaymentRequest(String idempotencyKey, String userId, long amount, String currency, String description) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The one of the last time, so that showing it again adds nothing; a new one the first time. */
    static PaymentRequest rememberedIn(Path memory) {
        try {
            if (Files.exists(memory)) {
                return MAPPER.readValue(memory.toFile(), PaymentRequest.class);
            }
            PaymentRequest fresh = new PaymentRequest(
                    UUID.randomUUID().toString(), "tap-demo", 1999, "EUR", "Coffee beans, shown by tap up");
            Files.createDirectories(memory.getParent());
            MAPPER.writeValue(memory.toFile(), fresh);
            return fresh;
        } catch (IOException e) {
            throw Failure.of("cannot keep the demonstration's payment in " + memory, e);
        }
    }

    /** The body of {@code POST /payment}. */
    String body() {
        Map<String, Object> body = new TreeMap<>();
        body.put("userId", userId);
        body.put("amount", amount);
        body.put("currency", currency);
        body.put("description", description);
        try {
            return MAPPER.writeValueAsString(body);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
