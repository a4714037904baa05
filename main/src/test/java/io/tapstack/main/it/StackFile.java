package io.tapstack.main.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A synthesized stack, to be read and to be changed as a person might change it. */
record StackFile(Path folder) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String LOCAL_STATE = "{\"terraform\": {\"backend\": {\"local\": {}}}}";

    /** State beside the stack: for the foundation, whose bucket is not there yet. */
    void keepStateHere() {
        write("local_override.tf.json", LOCAL_STATE);
    }

    /** All resources of a type. */
    List<JsonNode> all(String type) {
        List<JsonNode> resources = new ArrayList<>();
        read().path("resource").path(type).forEach(resources::add);
        return resources;
    }

    /** All statements of the policies whose ids begin so. */
    List<JsonNode> statements(String policyIdPrefix) {
        List<JsonNode> statements = new ArrayList<>();
        read().at("/resource/aws_iam_policy").properties().stream()
                .filter(policy -> policy.getKey().startsWith(policyIdPrefix))
                .forEach(policy -> statements(policy.getValue()).forEach(statements::add));
        return statements;
    }

    /** All actions that the policies whose ids begin so allow. */
    Set<String> actionsOf(String policyIdPrefix) {
        Set<String> actions = new TreeSet<>();
        statements(policyIdPrefix).stream().filter(StackFile::allows).forEach(statement -> {
            JsonNode action = statement.path("Action");
            action.forEach(each -> actions.add(each.asText()));
            if (action.isTextual()) {
                actions.add(action.asText());
            }
        });
        return actions;
    }

    private static boolean allows(JsonNode statement) {
        return statement.path("Effect").asText().equals("Allow");
    }

    /**
     * A change of each kind that a team makes without replacing anything: tags, sizes, periods, texts, policies, code.
     * So that a test sees what Terraform asks for to update.
     */
    void changeInPlace() {
        JsonNode stack = read();
        ObjectNode tags = (ObjectNode) stack.at("/provider/aws/0/default_tags/0/tags");
        tags.put("CostCenter", "changed");
        tags.remove("DataClassification");
        each(stack, "aws_autoscaling_group", group -> group.put("max_size", 3));
        each(stack, "aws_autoscaling_policy", policy -> policy.put("estimated_instance_warmup", 60));
        each(stack, "aws_cloudfront_distribution", distribution -> distribution.put("comment", "changed"));
        each(stack, "aws_cloudfront_origin_access_control", control -> control.put("description", "changed"));
        each(stack, "aws_cloudfront_response_headers_policy", policy -> policy.put("comment", "changed"));
        each(stack, "aws_cloudwatch_event_archive", archive -> archive.put("retention_days", 3));
        each(stack, "aws_cloudwatch_event_bus", bus -> bus.put("description", "changed"));
        each(stack, "aws_cloudwatch_event_rule", rule -> rule.put("description", "changed"));
        each(stack, "aws_cloudwatch_log_group", group -> group.put("retention_in_days", 14));
        each(stack, "aws_cognito_user_group", group -> group.put("description", "changed"));
        each(stack, "aws_cognito_user_pool", pool -> in(pool, "password_policy")
                .put("temporary_password_validity_days", 2));
        each(stack, "aws_cognito_user_pool_client", client -> client.put("id_token_validity", 30));
        each(stack, "aws_db_instance", database -> database.put("backup_retention_period", 2));
        each(stack, "aws_dynamodb_table", table -> table.put("deletion_protection_enabled", false));
        each(stack, "aws_iam_policy", policy -> mark(policy, "policy"));
        each(stack, "aws_iam_role", role -> mark(role.put("description", "changed"), "assume_role_policy"));
        each(stack, "aws_kms_key", key -> mark(key.put("description", "changed"), "policy"));
        each(stack, "aws_lambda_event_source_mapping", mapping -> mapping.put("maximum_retry_attempts", 2));
        each(stack, "aws_lambda_function", function -> function.put("memory_size", 640)
                .put("source_code_hash", "changed"));
        each(stack, "aws_launch_template", template -> in(template, "monitoring")
                .put("enabled", false));
        each(stack, "aws_lb", balancer -> balancer.put("idle_timeout", 50));
        stack.at("/resource/aws_lb_listener").findValues("fixed_response").forEach(response -> ((ObjectNode) response)
                .put("message_body", "changed"));
        each(stack, "aws_lb_listener_rule", rule -> rule.put("priority", 2));
        each(stack, "aws_lb_target_group", group -> {
            group.put("deregistration_delay", "20");
            in(group, "health_check").put("unhealthy_threshold", 4);
        });
        each(stack, "aws_ses_template", template -> template.put("subject", "changed"));
        each(stack, "aws_sesv2_configuration_set", set -> {
            in(set, "delivery_options").put("tls_policy", "OPTIONAL");
            in(set, "reputation_options").put("reputation_metrics_enabled", false);
            in(set, "sending_options").put("sending_enabled", false);
            in(set, "suppression_options").putArray("suppressed_reasons").add("BOUNCE");
        });
        each(stack, "aws_vpc_endpoint", endpoint -> mark(endpoint, "policy"));
        each(stack, "aws_vpc_security_group_ingress_rule", rule -> rule.put("description", "changed"));
        write("cdk.tf.json", stack.toString());
    }

    private static void each(JsonNode stack, String type, Consumer<ObjectNode> change) {
        stack.at("/resource/" + type).forEach(resource -> change.accept((ObjectNode) resource));
    }

    /** A block of which there is one. */
    private static ObjectNode in(ObjectNode resource, String block) {
        return (ObjectNode) resource.path(block);
    }

    /** Another text of the same meaning. */
    private static void mark(ObjectNode resource, String policy) {
        String document = resource.path(policy).asText();
        resource.put(policy, document.replaceFirst("\\{", "{\"Id\": \"changed\", "));
    }

    private static JsonNode statements(JsonNode policy) {
        try {
            return MAPPER.readTree(policy.path("policy").asText()).path("Statement");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode read() {
        try {
            return MAPPER.readTree(Files.readString(folder.resolve("cdk.tf.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
