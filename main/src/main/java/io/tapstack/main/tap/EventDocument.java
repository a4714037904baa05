package io.tapstack.main.tap;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** An event that a person wrote, checked before it is sent anywhere. */
final class EventDocument {
    private static final String STANDARD_INPUT = "-";

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private EventDocument() {}

    /**
     * The text of a JSON file as it is, so that no number loses a digit.
     *
     * @param name a file, or {@code -} for standard input
     */
    static String read(String name, InputStream standardInput) {
        String text = text(name, standardInput);
        String where = name.equals(STANDARD_INPUT) ? "standard input" : name;
        if (text.isBlank()) {
            throw new Failure(where + " is empty: a JSON document is expected");
        }
        try {
            MAPPER.readTree(text);
            return text;
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw new Failure(where + ", line " + place.getLineNr() + ", column " + place.getColumnNr()
                    + " is not JSON: " + e.getOriginalMessage().replaceFirst(" \\(start marker at .*", ""));
        }
    }

    private static String text(String name, InputStream standardInput) {
        try {
            return name.equals(STANDARD_INPUT)
                    ? new String(standardInput.readAllBytes(), UTF_8)
                    : Files.readString(Path.of(name));
        } catch (NoSuchFileException e) {
            throw new Failure("there is no file " + name);
        } catch (IOException e) {
            throw Failure.of("cannot read " + name, e);
        }
    }
}
