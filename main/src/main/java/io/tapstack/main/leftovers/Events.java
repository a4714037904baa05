package io.tapstack.main.leftovers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rules of EventBridge. */
final class Events {
    private Events() {}

    /** {@code <bus>/<name>}, or the name alone on the default bus. */
    private static Map<String, Object> members(Leftover rule, String name) {
        String id = rule.id();
        int slash = id.lastIndexOf('/');
        Map<String, Object> members = new TreeMap<>(Map.of(name, id.substring(slash + 1)));
        if (slash > 0) {
            members.put("EventBusName", id.substring(0, slash));
        }
        return members;
    }

    static Answer rule(Access access, Leftover rule) {
        return access.send(rule, Call.json("events", "DescribeRule", members(rule, "Name")));
    }

    /** A rule with targets cannot be deleted. */
    static Outcome deleteRule(Access access, Leftover rule, Answer seen) {
        List<String> targets = new ArrayList<>();
        JsonNode listed = access.send(rule, Call.json("events", "ListTargetsByRule", members(rule, "Rule")))
                .json();
        listed.path("Targets").forEach(target -> targets.add(target.path("Id").asText()));
        if (!targets.isEmpty()) {
            Map<String, Object> remove = members(rule, "Rule");
            remove.put("Ids", targets);
            Answer removed = access.send(rule, Call.json("events", "RemoveTargets", remove));
            if (!removed.ok()) {
                return Outcome.of(removed);
            }
        }
        return Outcome.of(access.send(rule, Call.json("events", "DeleteRule", members(rule, "Name"))));
    }
}
