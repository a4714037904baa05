package io.tapstack.environments.sweep;

import static io.tapstack.environments.testing.StackJson.refersTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Secrets are made and kept by AWS: none is in the code, in Terraform's JSON, and so none in its plans. Terraform holds one that
 * it made, as sensitive: the token that neither CloudFront nor the load balancer takes a reference to.
 */
@Tag("P2")
@Tag("C12")
@Tag("C16")
@Tag("SecretsManager.1")
@Tag("PCI-4.0_8.3.2")
final class NoSecretsInJsonTest {
    private static final Pattern KEY_MATERIAL =
            Pattern.compile("AKIA[0-9A-Z]{16}|ASIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY");
    private static final Pattern SECRET_NAME = Pattern.compile("(?i)(.*[_-])?(password|passwd|secret|token|api_?key)");

    private static final String HELD = "terraform_data";
    private static final String MADE_BY_TERRAFORM = "${sensitive(replace(\"${uuid()}${uuid()}\", \"-\", \"\"))}";

    /** Of a last snapshot: no secret. */
    private static final String END_OF_A_NAME = "${substr(uuid(), 0, 8)}";

    /** Of a token's life, which Cognito keeps under the token's name. */
    private static final Set<String> UNITS = Set.of("minutes", "hours");

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("payments-dev");
        for (StackJson spoilt : List.of(
                dev.with("aws_db_instance", "password", "correct horse"),
                dev.with("aws_db_instance", "manage_master_user_password", false),
                dev.with("aws_lambda_function", "environment/variables/DB_PASSWORD", "x"),
                dev.with("aws_sqs_queue", "name", "AKIAIOSFODNN7EXAMPLE"),
                dev.plus("aws_secretsmanager_secret_version", "{'secret_string': 'x'}"),
                SynthesizedStacks.shipped("portal-dev").with(HELD, "input", "correct horse"),
                SynthesizedStacks.shipped("portal-dev").with(HELD, "input", MADE_BY_TERRAFORM),
                SynthesizedStacks.shipped("portal-dev").with(HELD, "triggers_replace", "correct horse"),
                SynthesizedStacks.shipped("payments-prod").without(HELD, "lifecycle"),
                dev.with("aws_ssm_parameter", "type", "SecureString"),
                dev.plus("random_password", "{}"))) {
            assertThat(violations(spoilt)).isNotEmpty();
        }
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>();
        if (KEY_MATERIAL.matcher(stack.root().toString()).find()) {
            all.add("there is a key");
        }
        for (ResourceAssert resource : stack.all()) {
            secrets(resource.address(), stack.attributes(resource), all);
        }
        all.addAll(
                stack.violations("aws_db_instance", "has a password of ours", db -> db.at("manage_master_user_password")
                        .asBoolean()));
        all.addAll(stack.violations(
                "aws_ssm_parameter",
                "is a secret",
                parameter -> parameter.at("type").asText().equals("String")));
        all.addAll(stack.violations(
                "aws_secretsmanager_secret_version",
                "puts a secret into the state",
                version -> refersTo(version.at("secret_string"), HELD)));
        all.addAll(stack.violations(
                HELD,
                "holds what anybody may see",
                held -> isReference(held)
                        || holds(held, "input", END_OF_A_NAME)
                        || (holds(held, "triggers_replace", MADE_BY_TERRAFORM)
                                && held.at("input").isMissingNode())));
        for (String type : List.of("random_password", "aws_iam_access_key")) {
            all.addAll(stack.violations(type, "puts a secret into the state", secret -> false));
        }
        return all;
    }

    /** Once, whatever the expression gives later. */
    private static boolean holds(ResourceAssert held, String attribute, String expression) {
        return held.at(attribute).asText().equals(expression)
                && held.at("lifecycle/ignore_changes/0").asText().equals(attribute);
    }

    /** It holds nothing but another resource's id, to replace what depends on it. */
    private static boolean isReference(ResourceAssert held) {
        return held.at("input").isMissingNode() && refersTo(held.at("triggers_replace"), "aws_db_instance");
    }

    /** Attributes and environment variables that are named like a secret and hold text. */
    private static void secrets(String path, JsonNode node, List<String> all) {
        for (Map.Entry<String, JsonNode> attribute : node.properties()) {
            String here = path + "/" + attribute.getKey();
            if (attribute.getValue().isTextual()
                    && !UNITS.contains(attribute.getValue().asText())
                    && SECRET_NAME.matcher(attribute.getKey()).matches()) {
                all.add(here);
            }
            secrets(here, attribute.getValue(), all);
        }
        if (node.isArray()) {
            node.forEach(element -> secrets(path, element, all));
        }
    }
}
