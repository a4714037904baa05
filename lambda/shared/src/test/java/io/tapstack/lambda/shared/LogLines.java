package io.tapstack.lambda.shared;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** A log and the lines that were written to it. */
final class LogLines {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final JsonLog log = JsonLog.of(
            "service",
            "function",
            JsonLog.Level.INFO,
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            Clock.systemUTC());

    /** The lines with the message, in order. */
    List<JsonObject> of(String message) {
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(Json::object)
                .filter(line -> line.string("message").orElseThrow().equals(message))
                .toList();
    }

    /** How often the metric was counted. */
    long counted(String metric) {
        return of("metric").stream()
                .filter(line -> line.members().containsKey(metric))
                .count();
    }
}
