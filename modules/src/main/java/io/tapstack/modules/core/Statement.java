package io.tapstack.modules.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One statement of an IAM policy. Grants are values: a construct's {@code grants()} returns statements, a role takes a
 * list of them. ARNs may be tokens, so nothing here looks inside them.
 *
 * <pre>{@code
 * Statement.allow("ReadItems").to("dynamodb:GetItem", "dynamodb:Query").on(table.arn())
 * }</pre>
 *
 * @param principals by kind ({@code Service}, {@code AWS}); empty in a role's own policy
 * @param anyResourceBecause why the resource is {@code *}; empty when resources are named
 */
public record Statement(
        String sid,
        Effect effect,
        Map<String, List<String>> principals,
        List<String> actions,
        List<String> resources,
        List<Condition> conditions,
        String anyResourceBecause) {

    /** Allow or deny. */
    public enum Effect {
        ALLOW("Allow"),
        DENY("Deny");

        private final String id;

        Effect(String id) {
            this.id = id;
        }
    }

    public Statement {
        if (!sid.matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("a statement's id has letters and digits only, got \"" + sid + '"');
        }
        principals = Map.copyOf(principals);
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }

    /** Starts a statement that allows; it has no meaning until {@link #to} and a resource are given. */
    public static Statement allow(String sid) {
        return new Statement(sid, Effect.ALLOW, Map.of(), List.of(), List.of(), List.of(), "");
    }

    /** Starts a statement that denies. */
    public static Statement deny(String sid) {
        return new Statement(sid, Effect.DENY, Map.of(), List.of(), List.of(), List.of(), "");
    }

    /** The statement's actions, as {@code service:Action}. Allowed actions are named in full (C7). */
    public Statement to(String... named) {
        for (String action : named) {
            if (effect == Effect.ALLOW && action.contains("*")) {
                throw new IllegalArgumentException(sid + ": name the action in full instead of " + action);
            }
        }
        return new Statement(sid, effect, principals, List.of(named), resources, conditions, anyResourceBecause);
    }

    /**
     * All actions of one service; for the permission boundary and for key policies, which limit or delegate and do not
     * grant to a workload.
     */
    public Statement toAllOf(String... services) {
        List<String> all = Stream.of(services).map(service -> service + ":*").toList();
        return new Statement(sid, effect, principals, all, resources, conditions, anyResourceBecause);
    }

    public Statement on(String... arns) {
        return on(List.of(arns));
    }

    public Statement on(List<String> arns) {
        if (arns.contains("*")) {
            throw new IllegalArgumentException(sid + ": say onAnyResource(reason) instead of on(\"*\")");
        }
        return new Statement(sid, effect, principals, actions, arns, conditions, "");
    }

    /** Resource {@code *}; {@code reason} says why AWS allows nothing narrower, or what narrows it instead (C7). */
    public Statement onAnyResource(String reason) {
        return new Statement(sid, effect, principals, actions, List.of("*"), conditions, reason);
    }

    public Statement byService(String... services) {
        return by(Map.of("Service", List.of(services)));
    }

    public Statement byAws(String... arns) {
        return by(Map.of("AWS", List.of(arns)));
    }

    public Statement byAnyone() {
        return by(Map.of("AWS", List.of("*")));
    }

    private Statement by(Map<String, List<String>> who) {
        return new Statement(sid, effect, who, actions, resources, conditions, anyResourceBecause);
    }

    /** Adds conditions; all of a statement's conditions must hold. */
    public Statement when(Condition... more) {
        List<Condition> all =
                Stream.concat(conditions.stream(), Stream.of(more)).toList();
        return new Statement(sid, effect, principals, actions, resources, all, anyResourceBecause);
    }

    /** The statement in IAM's JSON shape. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new HashMap<>();
        map.put("Sid", sid);
        map.put("Effect", effect.id);
        if (!principals.isEmpty()) {
            Map<String, Object> who = new HashMap<>();
            principals.forEach((kind, ids) -> who.put(kind, oneOrMany(ids)));
            map.put("Principal", who);
        }
        map.put("Action", oneOrMany(actions));
        if (!resources.isEmpty()) { // a trust policy has none
            map.put("Resource", oneOrMany(resources));
        }
        if (!conditions.isEmpty()) {
            Map<String, Map<String, Object>> byOperator = new HashMap<>();
            for (Condition condition : conditions) {
                byOperator
                        .computeIfAbsent(condition.operator(), operator -> new HashMap<>())
                        .put(condition.key(), oneOrMany(condition.values()));
            }
            map.put("Condition", byOperator);
        }
        return map;
    }

    private static Object oneOrMany(List<String> values) {
        return values.size() == 1 ? values.get(0) : values;
    }
}
