package io.tapstack.modules.lambda;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.network.AllowedTraffic;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C13")
final class JavaFunctionSynthTest {
    private static final String KEY = "arn:aws:kms:eu-central-1:123456789012:key/data";
    private static final String LOGS_KEY = "arn:aws:kms:eu-central-1:123456789012:key/logs";
    private static final Queue.Ref DEAD_LETTERS =
            new Queue.Ref("payments-pr123-dead-letters", "arn:dead-letters", "url", "arn:queue-key");
    private static final Statement TABLE =
            Statement.allow("UseTable").to("dynamodb:PutItem").on("arn:table");
    private static final FunctionSettings SETTINGS =
            new FunctionSettings(512, Duration.ofSeconds(30), 10, new Retention(30));
    private static final Optional<FunctionNetwork> NETWORK =
            Optional.of(new FunctionNetwork(List.of("subnet-a", "subnet-b"), "sg-1", List.of()));

    private final Synthesized synthesized = synth(runtime(NETWORK, SnapStart.PUBLISHED_VERSIONS));
    private final ResourceAssert function = synthesized.only("aws_lambda_function");

    @Test
    void runsJava21OnArm() {
        function.has("function_name", "payments-pr123-api")
                .has("runtime", "java21")
                .has("architectures", List.of("arm64"))
                .has("handler", "io.tapstack.Api");
    }

    @Test
    @Tag("P6")
    void takesItsSizeFromSettings() {
        function.has("memory_size", 512).has("timeout", 30).has("reserved_concurrent_executions", 10);
    }

    @Test
    @Tag("C1")
    void letsTerraformReadTheJar() {
        function.has("filename", "${path.module}/api.jar")
                .has("source_code_hash", "${filebase64sha256(\"${path.module}/api.jar\")}");
    }

    @Test
    void startsPublishedVersionsFromASnapshot() {
        function.has("publish", true).has("snap_start/apply_on", "PublishedVersions");
    }

    @Test
    void startsWithoutASnapshotWhereNoneIsWanted() {
        synth(runtime(NETWORK, SnapStart.NONE)).only("aws_lambda_function").lacks("snap_start");
    }

    @Test
    void isCalledThroughAnAliasOfThePublishedVersion() {
        ResourceAssert alias = synthesized.only("aws_lambda_alias").has("name", "live");
        alias.hasText("function_version", function.address() + ".version");
        alias.hasText("function_name", function.address() + ".function_name");
    }

    @Test
    void tracesEveryCall() {
        function.has("tracing_config/mode", "Active");
    }

    @Test
    void keepsWhatFailed() {
        function.has("dead_letter_config/target_arn", "arn:dead-letters");
    }

    @Test
    void encryptsItsEnvironment() {
        function.has("kms_key_arn", KEY)
                .has(
                        "environment/variables",
                        Map.of(
                                "TABLE_NAME",
                                "payments",
                                "JAVA_TOOL_OPTIONS",
                                "-XX:+TieredCompilation -XX:TieredStopAtLevel=1 -Dsun.net.inetaddr.ttl=0"));
    }

    @Test
    @Tag("C8")
    void logsJsonToAGroupThatIsMadeBeforeIt() {
        ResourceAssert group = synthesized
                .only("aws_cloudwatch_log_group")
                .has("name", "/aws/lambda/payments-pr123-api")
                .has("retention_in_days", 30)
                .has("kms_key_id", LOGS_KEY);
        function.has("logging_config/log_format", "JSON")
                .has("logging_config/log_group", "${" + group.address() + ".name}");
    }

    @Test
    @Tag("C14")
    void livesInTheGivenSubnetsAndSecurityGroup() {
        function.has("vpc_config/subnet_ids", List.of("subnet-a", "subnet-b"))
                .has("vpc_config/security_group_ids", List.of("sg-1"));
    }

    @Test
    @Tag("C7")
    void isMadeAfterItsRolesPolicyAndGoesBeforeIt() {
        String attachment = synthesized.only("aws_iam_role_policy_attachment").address();
        function.has("depends_on", List.of(attachment));
    }

    @Test
    @Tag("C14")
    void isCreatedAfterTheWaysOutOfItsNetwork() {
        Synthesized made = Synthesized.of(stack -> {
            AllowedTraffic way = new AllowedTraffic(
                    stack, "to-database", new AllowedTraffic.Props("sg-1", "sg-2", 5432, "Ledger to its database"));
            FunctionRuntime runtime = runtime(NETWORK.map(network -> network.and(way.rules())), SnapStart.NONE);
            new JavaFunction(stack, "api", props(SETTINGS, runtime));
        });
        assertThat(made.only("aws_lambda_function").at("depends_on"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder(
                        made.only("aws_iam_role_policy_attachment").address(),
                        made.only("aws_vpc_security_group_egress_rule").address(),
                        made.only("aws_vpc_security_group_ingress_rule").address());
    }

    @Test
    @Tag("C7")
    void writesToItsOwnLogOnly() {
        String group = synthesized.only("aws_cloudwatch_log_group").address();
        statement("WriteLog")
                .has("Action", List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                .has("Resource", "${" + group + ".arn}:*");
    }

    @Test
    @Tag("C7")
    void mayDoWhatTheHandlerNeeds() {
        statement("UseTable").has("Action", "dynamodb:PutItem").has("Resource", "arn:table");
        statement("UseKeyOfEnvironment").has("Action", "kms:Decrypt").has("Resource", KEY);
        statement("SendToPaymentsPr123DeadLetters").has("Resource", "arn:dead-letters");
        statement("UseKeyOfPaymentsPr123DeadLetters").has("Resource", "arn:queue-key");
    }

    @Test
    @Tag("C7")
    void forbidsTheHandlerToTouchNetworkInterfaces() {
        ResourceAssert denied = statement("HandlerLeavesInterfacesAlone")
                .has("Effect", "Deny")
                .has(
                        "Condition/ArnLike/lambda:SourceFunctionArn",
                        "arn:aws:lambda:eu-central-1:123456789012:function:payments-pr123-api");
        statement("LambdaManagesInterfaces").has("Effect", "Allow").has("Action", actions(denied));
    }

    @Test
    @Tag("C7")
    void asksForNoNetworkInterfacesOutsideAVpc() {
        Synthesized outside = synth(runtime(Optional.empty(), SnapStart.PUBLISHED_VERSIONS));
        outside.only("aws_lambda_function").lacks("vpc_config");
        assertThat(outside.only("aws_iam_policy").at("policy").asText()).doesNotContain("ec2:");
    }

    @Test
    @Tag("C7")
    void acceptsAGrantThatItMakesItselfToo() {
        List<Statement> twice = DEAD_LETTERS.grants().send();
        assertThat(synth(new FunctionRuntime(Map.of(), twice, Optional.empty(), keys(), DEAD_LETTERS, SnapStart.NONE))
                        .all("aws_iam_policy"))
                .hasSize(1);
    }

    @Test
    @Tag("C4")
    void refusesSettingsThatNobodyChecked() {
        FunctionSettings tooSmall = new FunctionSettings(64, Duration.ofSeconds(30), 10, new Retention(30));
        assertThatThrownBy(() -> props(tooSmall, runtime(NETWORK, SnapStart.NONE)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("api.memoryMiB must be 128..10240, got 64");
    }

    private ResourceAssert statement(String sid) {
        return synthesized.only("aws_iam_policy").statement("policy", sid);
    }

    private static List<String> actions(ResourceAssert statement) {
        List<String> actions = new ArrayList<>();
        statement.at("Action").forEach(action -> actions.add(action.asText()));
        return actions;
    }

    private static FunctionKeys keys() {
        return new FunctionKeys(new EncryptionKey.Ref(KEY), new EncryptionKey.Ref(LOGS_KEY));
    }

    private static FunctionRuntime runtime(Optional<FunctionNetwork> network, SnapStart snapStart) {
        return new FunctionRuntime(
                Map.of("TABLE_NAME", "payments"), List.of(TABLE), network, keys(), DEAD_LETTERS, snapStart);
    }

    private static JavaFunction.Props props(FunctionSettings settings, FunctionRuntime runtime) {
        return new JavaFunction.Props(
                DEPLOYMENT,
                "api",
                "Accepts payments",
                settings,
                new FunctionArtifact("${path.module}/api.jar", "io.tapstack.Api"),
                runtime);
    }

    private static Synthesized synth(FunctionRuntime runtime) {
        return Synthesized.of(stack -> new JavaFunction(stack, "api", props(SETTINGS, runtime)));
    }
}
