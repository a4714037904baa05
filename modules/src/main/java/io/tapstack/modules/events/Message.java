package io.tapstack.modules.events;

import java.util.Map;

/**
 * What a person reads instead of an event.
 *
 * @param values what the text is filled with, by name: a path into the event, such as {@code $.detail.title}
 * @param text with the names in angle brackets: {@code <title> in account <account>}
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">Amazon EventBridge
 *     input transformation</a>
 */
public record Message(Map<String, String> values, String text) {
    public Message {
        values = Map.copyOf(values);
    }

    /** EventBridge wants text that is not JSON in quotes. */
    String template() {
        return '"' + text + '"';
    }
}
