package io.tapstack.lambda.dynamodb;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The expressions that the functions write, evaluated as DynamoDB does: conditions with AND, OR, comparisons and the two
 * existence functions, updates with SET and REMOVE. A placeholder that is undefined or unused is a mistake, as there.
 */
final class Expression {
    private static final Pattern TOKEN =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|[:#][A-Za-z0-9_]+|<>|<=|>=|[=<>(),+-]");

    private final Map<String, AttributeValue> item;
    private final Map<String, AttributeValue> values;
    private final Map<String, String> names;
    private final Set<String> used = new HashSet<>();
    private List<String> tokens = List.of();
    private int at;

    Expression(Map<String, AttributeValue> item, Map<String, AttributeValue> values, Map<String, String> names) {
        this.item = item;
        this.values = values;
        this.names = names;
    }

    /** Whether the condition holds; an empty one does. */
    boolean holds(String condition) {
        if (condition == null) {
            return true;
        }
        read(condition);
        var holds = or();
        end();
        return holds;
    }

    /** The item after the update. */
    Map<String, AttributeValue> updated(String update) {
        read(update);
        var result = new HashMap<>(item);
        var clause = "";
        while (at < tokens.size()) {
            if (peek("SET") || peek("REMOVE")) {
                clause = next();
            } else {
                expect(",");
            }
            var name = name(next());
            if (clause.equals("SET")) {
                expect("=");
                result.put(name, sum());
            } else {
                result.remove(name);
            }
        }
        return result;
    }

    /** Fails where a placeholder was passed along that no expression mentions. */
    void checkAllUsed() {
        var unused = new HashSet<>(values.keySet());
        unused.addAll(names.keySet());
        unused.removeAll(used);
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("unused in expressions: " + unused);
        }
    }

    private boolean or() {
        var holds = and();
        while (accept("OR")) {
            holds |= and();
        }
        return holds;
    }

    private boolean and() {
        var holds = term();
        while (accept("AND")) {
            holds &= term();
        }
        return holds;
    }

    private boolean term() {
        if (accept("(")) {
            var holds = or();
            expect(")");
            return holds;
        }
        if (peek("attribute_exists") || peek("attribute_not_exists") || peek("begins_with")) {
            return function(next());
        }
        var left = operand(next());
        var operator = next();
        var right = operand(next());
        return compare(left, operator, right);
    }

    private boolean function(String function) {
        expect("(");
        var name = name(next());
        var prefix = accept(",") ? operand(next()).s() : "";
        expect(")");
        return switch (function) {
            case "attribute_exists" -> item.containsKey(name);
            case "attribute_not_exists" -> !item.containsKey(name);
            default -> item.containsKey(name) && item.get(name).s().startsWith(prefix);
        };
    }

    /** What is missing or of another type compares as false, with every operator. */
    private static boolean compare(AttributeValue left, String operator, AttributeValue right) {
        if (left == null || right == null || left.type() != right.type()) {
            return operator.equals("<>");
        }
        if (operator.equals("=")) {
            return left.equals(right);
        }
        if (operator.equals("<>")) {
            return !left.equals(right);
        }
        var order = left.n() != null
                ? new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()))
                : left.s().compareTo(right.s());
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private AttributeValue sum() {
        var left = value();
        if (!peek("+") && !peek("-")) {
            return left;
        }
        var sign = next();
        var right = new BigDecimal(value().n());
        var result = new BigDecimal(left.n()).add(sign.equals("+") ? right : right.negate());
        return AttributeValue.fromN(result.toPlainString());
    }

    private AttributeValue value() {
        if (accept("if_not_exists")) {
            expect("(");
            var name = name(next());
            expect(",");
            var otherwise = operand(next());
            expect(")");
            return item.getOrDefault(name, otherwise);
        }
        var value = operand(next());
        if (value == null) {
            throw new IllegalArgumentException("the expression refers to an attribute that the item lacks");
        }
        return value;
    }

    private AttributeValue operand(String token) {
        if (!token.startsWith(":")) {
            return item.get(name(token));
        }
        used.add(token);
        if (!values.containsKey(token)) {
            throw new IllegalArgumentException("undefined: " + token);
        }
        return values.get(token);
    }

    private String name(String token) {
        if (!token.startsWith("#")) {
            return token;
        }
        used.add(token);
        if (!names.containsKey(token)) {
            throw new IllegalArgumentException("undefined: " + token);
        }
        return names.get(token);
    }

    private void read(String text) {
        var matcher = TOKEN.matcher(text);
        var found = new ArrayList<String>();
        matcher.results().forEach(result -> found.add(result.group()));
        tokens = found;
        at = 0;
    }

    private void end() {
        if (at != tokens.size()) {
            throw new IllegalArgumentException("not understood: " + tokens.subList(at, tokens.size()));
        }
    }

    private boolean peek(String token) {
        return at < tokens.size() && tokens.get(at).equals(token);
    }

    private boolean accept(String token) {
        if (peek(token)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw new IllegalArgumentException(token + " expected in " + tokens);
        }
    }

    private String next() {
        return tokens.get(at++);
    }
}
