package io.tapstack.environments.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The Terraform JSON of one stack, for rules to look at. Never changes: {@link #with} and its kin give spoilt copies,
 * with which a rule shows that it can fail.
 */
public final class StackJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String id;
    private final JsonNode root;
    private final Synthesized resources;

    StackJson(String id, JsonNode root) {
        this.id = id;
        this.root = root;
        this.resources = Synthesized.ofJson(root.toString());
    }

    /** {@code payments-dev}. */
    public String id() {
        return id;
    }

    /** {@code payments}. */
    public String system() {
        return id.substring(0, id.indexOf('-'));
    }

    public Environment environment() {
        String name = id.substring(id.indexOf('-') + 1);
        return Arrays.stream(Environment.values())
                .filter(environment -> environment.id().equals(name))
                .findAny()
                .orElseThrow();
    }

    /** The id of the one account in which the stack may be applied. */
    public String accountId() {
        return root.at("/provider/aws/0/allowed_account_ids/0").asText();
    }

    public boolean isProd() {
        return environment() == Environment.PROD;
    }

    public JsonNode root() {
        return root;
    }

    public List<String> types() {
        List<String> types = new ArrayList<>();
        root.path("resource").fieldNames().forEachRemaining(types::add);
        return types;
    }

    public List<ResourceAssert> all(String type) {
        return resources.all(type);
    }

    public List<ResourceAssert> all() {
        return types().stream().flatMap(type -> all(type).stream()).toList();
    }

    /** All attributes of one of the resources. */
    public JsonNode attributes(ResourceAssert resource) {
        String address = resource.address();
        int dot = address.indexOf('.');
        return root.path("resource").path(address.substring(0, dot)).path(address.substring(dot + 1));
    }

    /** Complaints about the resources of {@code type} for which {@code holds} does not. */
    public List<String> violations(String type, String complaint, Predicate<ResourceAssert> holds) {
        return all(type).stream()
                .filter(holds.negate())
                .map(resource -> resource.address() + " " + complaint)
                .toList();
    }

    /** Complaints about resources of {@code parentType} that no resource of {@code type} refers to in {@code path}. */
    public List<String> missing(String parentType, String type, String path) {
        return all(parentType).stream()
                .filter(parent -> all(type).stream()
                        .noneMatch(child -> child.at(path).asText().startsWith("${" + parent.address() + ".")))
                .map(parent -> parent.address() + " has no " + type)
                .toList();
    }

    /** Whether the value is a reference to a resource of {@code type} and nothing else. */
    public static boolean refersTo(JsonNode value, String type) {
        return value.asText().matches("\\$\\{" + type + "\\.[^.}]+\\.[^}]+}");
    }

    /** A copy whose first resource of {@code type} has another value at {@code path}. */
    public StackJson with(String type, String path, Object value) {
        return changed(copy -> {
            ObjectNode parent = parent(first(copy, type), path);
            parent.set(path.substring(path.lastIndexOf('/') + 1), MAPPER.valueToTree(value));
        });
    }

    /** A copy whose first resource of {@code type} lacks what is at {@code path}. */
    public StackJson without(String type, String path) {
        return changed(copy -> parent(first(copy, type), path).remove(path.substring(path.lastIndexOf('/') + 1)));
    }

    /** A copy that lacks its first resource of {@code type}. */
    public StackJson without(String type) {
        return changed(copy -> {
            ObjectNode ofType = (ObjectNode) copy.path("resource").path(type);
            ofType.remove(ofType.fieldNames().next());
        });
    }

    /** A copy with another resource. */
    public StackJson plus(String type, String json) {
        return changed(copy -> {
            ObjectNode ofType = ((ObjectNode) copy.path("resource")).withObjectProperty(type);
            ofType.set("added", TestContext.parse(json));
        });
    }

    /** A copy with another statement in the policy text at {@code path} of its first resource of {@code type}. */
    public StackJson plusStatement(String type, String path, String statement) {
        ObjectNode policy = (ObjectNode)
                TestContext.parse(first(root, type).path(path).asText().replace("'", "\\u0027"));
        ((ArrayNode) policy.path("Statement")).add(TestContext.parse(statement));
        return with(type, path, policy.toString());
    }

    /** A copy that {@code change} was applied to. */
    public StackJson changed(Consumer<ObjectNode> change) {
        ObjectNode copy = root.deepCopy();
        change.accept(copy);
        return new StackJson(id, copy);
    }

    private static ObjectNode first(JsonNode root, String type) {
        return (ObjectNode) root.path("resource").path(type).elements().next();
    }

    private static ObjectNode parent(ObjectNode resource, String path) {
        JsonNode node = resource;
        String[] names = path.split("/", -1);
        for (int i = 0; i < names.length - 1; i++) {
            node = node.isArray() && !names[i].matches("\\d+") ? node.path(0) : node;
            node = node.isArray() ? node.path(Integer.parseInt(names[i])) : node.path(names[i]);
        }
        return (ObjectNode) (node.isArray() ? node.path(0) : node);
    }

    /** Names the stack in test reports. */
    @Override
    public String toString() {
        return id;
    }
}
