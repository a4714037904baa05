package io.tapstack.main.leftovers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of AWS.
 *
 * @param tag the header {@code ETag}; empty without one
 */
record Answer(int status, String body, String tag) {
    static final Answer ABSENT = new Answer(404, "", "");
    static final Answer EMPTY = new Answer(200, "", "");

    private static final int NOT_FOUND = 404;
    private static final Pattern ABSENT_CODE = Pattern.compile(
            "(?i)NotFound|NoSuch|NonExistent|DoesNotExist|NotExist|InvalidAccessException|not owned by the current account");
    private static final Pattern XML_CODE = Pattern.compile("<Code>([^<]*)</Code>");
    private static final Pattern XML_MESSAGE = Pattern.compile("<[Mm]essage>([^<]*)</[Mm]essage>");

    boolean ok() {
        return status / 100 == 2;
    }

    /** AWS knows no such thing (any more). */
    boolean absent() {
        return !ok() && (status == NOT_FOUND || ABSENT_CODE.matcher(error()).find());
    }

    /** AWS's own code and text of an error. */
    String error() {
        JsonNode json = json();
        String code = json.path("__type").asText(first(XML_CODE).orElse("" + status));
        String message = json.path("message")
                .asText(json.path("Message").asText(first(XML_MESSAGE).orElse("")));
        return (code.substring(code.indexOf('#') + 1) + ": " + message).strip();
    }

    /** The body as JSON; missing if it is something else. */
    JsonNode json() {
        try {
            JsonNode read = new ObjectMapper().readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (JsonProcessingException other) {
            return MissingNode.getInstance();
        }
    }

    /** The texts of an XML element, wherever it is. */
    List<String> texts(String element) {
        return Pattern.compile("<" + element + ">([^<]*)</" + element + ">")
                .matcher(body)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private Optional<String> first(Pattern pattern) {
        Matcher matcher = pattern.matcher(body);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
