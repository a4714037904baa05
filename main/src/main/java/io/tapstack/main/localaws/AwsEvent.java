package io.tapstack.main.localaws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that happened in the emulated AWS.
 *
 * @param number grows with each event
 * @param time as ISO 8601
 * @param kind of the source, see {@link Kind}
 * @param source name of the table, queue, …
 */
public record AwsEvent(long number, String time, String kind, String source, String summary, JsonNode detail) {

    /** What events come from. */
    public enum Kind {
        TABLE,
        QUEUE,
        TOPIC,
        BUS,
        FUNCTION,
        API,
        EDGE,
        EMAIL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param next the number to ask after next time */
    public record Page(List<AwsEvent> events, long next) {}

    /**
     * Which events are wanted.
     *
     * @param after none up to this number
     * @param waitSeconds how long to wait for the first one
     */
    public record Query(long after, int limit, Optional<String> kind, Optional<String> source, int waitSeconds) {}
}
