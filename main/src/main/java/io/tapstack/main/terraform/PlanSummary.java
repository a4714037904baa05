package io.tapstack.main.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plan as its reviewer wants it: how much of what, and above all what will be gone.
 *
 * @param byType how many of each action, by resource type
 * @param losses what is destroyed or replaced
 */
public record PlanSummary(Map<String, Map<Action, Integer>> byType, List<Loss> losses) {

    /** What happens to a resource. */
    public enum Action {
        CREATE("+"),
        UPDATE("~"),
        REPLACE("-/+"),
        DESTROY("-"),
        /** It stays as it is, but Terraform does not know it any more. */
        FORGET(".");

        private final String sign;

        Action(String sign) {
            this.sign = sign;
        }

        /** As Terraform draws it. */
        public String sign() {
            return sign;
        }

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param because attributes that cannot be changed in place, or Terraform's reason; may be empty */
    public record Loss(String address, Action action, List<String> because) {}

    /** Reads what {@code terraform show -json} says of a plan. */
    public static PlanSummary of(JsonNode plan) {
        Map<String, Map<Action, Integer>> byType = new TreeMap<>();
        List<Loss> losses = new ArrayList<>();
        for (JsonNode change : plan.path("resource_changes")) {
            Action action = action(change.at("/change/actions"));
            if (action == null) {
                continue;
            }
            byType.computeIfAbsent(change.path("type").asText(), type -> new EnumMap<>(Action.class))
                    .merge(action, 1, Integer::sum);
            if (action == Action.REPLACE || action == Action.DESTROY) {
                losses.add(new Loss(change.path("address").asText(), action, reasons(change)));
            }
        }
        return new PlanSummary(byType, losses);
    }

    /** How many resources see an action. */
    public int count(Action action) {
        return byType.values().stream()
                .mapToInt(counts -> counts.getOrDefault(action, 0))
                .sum();
    }

    /** For {@code --json}. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Action action : Action.values()) {
            json.put(action.id(), count(action));
        }
        Map<String, Map<String, Integer>> types = new TreeMap<>();
        byType.forEach((type, counts) -> {
            Map<String, Integer> named = new LinkedHashMap<>();
            counts.forEach((action, count) -> named.put(action.id(), count));
            types.put(type, named);
        });
        json.put("byType", types);
        json.put(
                "losses",
                losses.stream()
                        .map(loss ->
                                Map.of("address", loss.address, "action", loss.action.id(), "because", loss.because))
                        .toList());
        return json;
    }

    private static Action action(JsonNode actions) {
        boolean creates = false;
        boolean deletes = false;
        boolean updates = false;
        boolean forgets = false;
        for (JsonNode action : actions) {
            creates |= action.asText().equals("create");
            deletes |= action.asText().equals("delete");
            forgets |= action.asText().equals("forget");
            updates |= action.asText().equals("update");
        }
        if (creates && (deletes || forgets)) {
            return Action.REPLACE;
        }
        if (deletes) {
            return Action.DESTROY;
        }
        if (forgets) {
            return Action.FORGET;
        }
        return creates ? Action.CREATE : updates ? Action.UPDATE : null;
    }

    private static List<String> reasons(JsonNode change) {
        List<String> reasons = new ArrayList<>();
        for (JsonNode path : change.at("/change/replace_paths")) {
            StringBuilder name = new StringBuilder();
            path.forEach(part -> name.append(name.isEmpty() ? "" : ".").append(part.asText()));
            reasons.add(name.toString());
        }
        String reason = change.path("action_reason").asText();
        if (reasons.isEmpty() && !reason.isEmpty()) {
            reasons.add(reason.replace('_', ' '));
        }
        return reasons;
    }
}
