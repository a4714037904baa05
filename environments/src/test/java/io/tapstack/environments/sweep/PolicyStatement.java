package io.tapstack.environments.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.TestContext;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;

/**
 * One statement of one policy in a stack.
 *
 * @param type of the resource that has the policy
 * @param where address and attribute of the policy, and the statement's Sid
 */
public record PolicyStatement(String type, String where, JsonNode body) {
    private static final List<String> ATTRIBUTES = List.of("policy", "assume_role_policy", "policy_document");

    /** Of every policy in the stack, whatever it belongs to. */
    public static List<PolicyStatement> of(StackJson stack) {
        List<PolicyStatement> found = new ArrayList<>();
        for (String type : stack.types()) {
            found.addAll(of(stack, type));
        }
        return found;
    }

    /** Of the policies of resources of {@code type}. */
    public static List<PolicyStatement> of(StackJson stack, String type) {
        return stack.all(type).stream()
                .flatMap(resource -> of(type, resource).stream())
                .toList();
    }

    /** Of the policies of one resource. */
    public static List<PolicyStatement> of(String type, ResourceAssert resource) {
        List<PolicyStatement> found = new ArrayList<>();
        for (String attribute : ATTRIBUTES) {
            if (resource.at(attribute).isTextual()) {
                JsonNode document =
                        TestContext.parse(resource.at(attribute).asText().replace("'", "\\u0027"));
                document.path("Statement")
                        .forEach(body -> found.add(new PolicyStatement(
                                type,
                                resource.address() + " " + attribute + " "
                                        + body.path("Sid").asText(),
                                body)));
            }
        }
        return found;
    }

    public String sid() {
        return body.path("Sid").asText();
    }

    public boolean allows() {
        return body.path("Effect").asText().equals("Allow");
    }

    public List<String> actions() {
        return texts(body.path("Action"));
    }

    public List<String> resources() {
        return texts(body.path("Resource"));
    }

    /** Accounts, roles and services; {@code *} is anybody. */
    public List<String> principals() {
        JsonNode principal = body.path("Principal");
        List<String> all = new ArrayList<>(texts(principal.path("AWS")));
        all.addAll(texts(principal.path("Service")));
        all.addAll(texts(principal.path("Federated")));
        if (principal.isTextual()) {
            all.add(principal.asText());
        }
        return all;
    }

    public JsonNode condition(String operator, String key) {
        return body.path("Condition").path(operator).path(key);
    }

    public boolean isConditional() {
        return !body.path("Condition").isEmpty();
    }

    private static List<String> texts(JsonNode oneOrMany) {
        List<String> texts = new ArrayList<>();
        if (oneOrMany.isTextual()) {
            texts.add(oneOrMany.asText());
        }
        oneOrMany.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
