package io.tapstack.main.localaws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A rule of EventBridge.
 *
 * @param schedule when it fires by itself; null if it does not
 * @param pattern of the events that it waits for; null if it does not
 * @param state {@code ENABLED} or {@code DISABLED}
 * @param targets ARNs
 */
public record EventRule(
        String name, String bus, String schedule, JsonNode pattern, String state, List<String> targets) {

    /**
     * What came of it at one target.
     *
     * @param error null if there was none
     */
    public record Delivery(String arn, boolean delivered, String error) {}
}
