package io.tapstack.environments.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.TestContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The property that a control's text names, and a value with which the control fails: a line of {@code mutations.tsv}.
 *
 * @param stack id of the stack that is spoilt
 * @param resources a type, all of whose resources are spoilt; {@code type[attribute=beginning]}: those with that attribute;
 *     {@code +type}: one is added
 * @param attribute path of the attribute; empty: the resources are removed
 * @param bad JSON; empty: the attribute is removed
 */
record Mutation(String control, String stack, String resources, String attribute, String bad) {

    static List<Mutation> all() {
        return Tsv.read("mutations.tsv").stream()
                .map(cells -> new Mutation(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4)))
                .toList();
    }

    StackJson spoil(StackJson original) {
        return resources.startsWith("+")
                ? original.plus(resources.substring(1), bad)
                : original.changed(copy -> spoilAll((ObjectNode) copy.path("resource")));
    }

    private void spoilAll(ObjectNode byType) {
        String[] parts = resources.split("[\\[=\\]]", -1);
        ObjectNode ofType = (ObjectNode) byType.path(parts[0]);
        List<String> names = ofType.properties().stream()
                .filter(one -> parts.length == 1
                        || one.getValue().at("/" + parts[1]).asText().startsWith(parts[2]))
                .map(Map.Entry::getKey)
                .toList();
        if (names.isEmpty()) {
            throw new AssertionError(stack + " has no " + resources);
        }
        for (String name : names) {
            if (attribute.isEmpty()) {
                ofType.remove(name);
            } else {
                spoil(ofType.path(name), attribute.split("/(?![^\\[]*])", -1), 0);
            }
        }
    }

    /** A step of a path into a list is an index or is left out, which means each element; {@code list[id=x]} means one. */
    private void spoil(JsonNode node, String[] path, int step) {
        if (node instanceof ArrayNode list && !path[step].matches("\\d+")) {
            list.forEach(one -> spoil(one, path, step));
            return;
        }
        String[] parts = path[step].split("[\\[=\\]]", -1);
        if (step < path.length - 1) {
            JsonNode child =
                    node instanceof ArrayNode list ? list.path(Integer.parseInt(parts[0])) : node.path(parts[0]);
            Stream<JsonNode> children = parts.length == 1
                    ? Stream.of(child)
                    : child.valueStream()
                            .filter(one -> one.path(parts[1]).asText().equals(parts[2]));
            children.forEach(one -> spoil(one, path, step + 1));
        } else if (bad.isEmpty()) {
            ((ObjectNode) node).remove(parts[0]);
        } else {
            ((ObjectNode) node).set(parts[0], TestContext.parse(bad));
        }
    }
}
