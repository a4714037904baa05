package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stack tells the world: described, and the same in Terraform's outputs as in SSM. */
@Tag("C12")
final class OutputsAreMirroredTest {
    /** The twelve that P13 names, and what was added. */
    private static final List<String> PAYMENTS = List.of(
            "vpcId",
            "dbEndpoint",
            "dbArn",
            "kmsKeyId",
            "lambdaArn",
            "lambdaName",
            "apiEndpoint",
            "apiArn",
            "dynamoTableName",
            "dynamoTableArn",
            "auditBucketName",
            "auditBucketArn",
            "dbPort",
            "dbName",
            "dbMasterSecretArn",
            "ledgerLambdaArn",
            "ledgerLambdaName",
            "apiId",
            "apiStage",
            "failuresQueueUrl",
            "alertsTopicArn");

    /** Values of loyalty whose parameters have paths that other teams agreed on. */
    private static final Map<String, String> AGREED = Map.of(
            "memberTableName", "dynamodb/member-table-name",
            "transactionsTableName", "dynamodb/transactions-table-name",
            "offersTopicArn", "sns/topic-arn",
            "apiBaseUrl", "api/base-url");

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @ParameterizedTest
    @Tag("P13")
    @MethodSource("payments")
    void arePreciselyTheseForPayments(StackJson stack) {
        assertThat(stack.root().path("output").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(PAYMENTS);
    }

    @ParameterizedTest
    @Tag("L7")
    @ValueSource(strings = {"dev", "staging", "prod", "local"})
    void areWhereOtherTeamsLookForThemForLoyalty(String environment) {
        StackJson stack = SynthesizedStacks.shipped("loyalty-" + environment);
        assertThat(stack.all("aws_ssm_parameter").stream()
                        .map(parameter -> parameter.at("name").asText()))
                .containsAll(AGREED.values().stream()
                        .map(path -> "/loyalty/" + environment + "/" + path)
                        .toList());
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("payments-dev");
        for (StackJson spoilt : List.of(
                dev.changed(root -> output(root, "vpcId").remove("description")),
                dev.changed(root -> output(root, "vpcId").put("value", "other")),
                dev.changed(root -> output(root, "vpcId").put("sensitive", true)),
                dev.without("aws_ssm_parameter"),
                dev.with("aws_ssm_parameter", "name", "/payments/x"))) {
            assertThat(violations(spoilt)).isNotEmpty();
        }
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>();
        String path = "/" + stack.system() + "/" + stack.environment().id() + "/";
        boolean agreed = stack.system().equals("loyalty");
        JsonNode outputs = stack.root().path("output");
        for (Map.Entry<String, JsonNode> output : outputs.properties()) {
            JsonNode value = output.getValue();
            if (value.path("description").asText().isBlank()) {
                all.add(output.getKey() + " is not described");
            }
            String usual = "outputs/" + output.getKey();
            String parameterPath = path + (agreed ? AGREED.getOrDefault(output.getKey(), usual) : usual);
            boolean mirrored = stack.all("aws_ssm_parameter").stream()
                    .filter(parameter -> parameter.at("name").asText().equals(parameterPath))
                    .anyMatch(parameter -> parameter.at("insecure_value").equals(value.path("value"))
                            && parameter.at("description").equals(value.path("description")));
            if (!mirrored || value.path("sensitive").asBoolean()) {
                all.add(output.getKey() + " is not in SSM for all to read");
            }
        }
        if (stack.all("aws_ssm_parameter").size() != outputs.size()) {
            all.add("SSM has other parameters than outputs");
        }
        return all;
    }

    private static List<StackJson> payments() {
        return SynthesizedStacks.shipped().stream()
                .filter(stack -> stack.system().equals("payments"))
                .toList();
    }

    private static ObjectNode output(ObjectNode root, String name) {
        return (ObjectNode) root.path("output").path(name);
    }
}
