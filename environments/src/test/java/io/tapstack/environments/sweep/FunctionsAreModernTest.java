package io.tapstack.environments.sweep;

import static io.tapstack.environments.testing.StackJson.refersTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How every function runs. */
@Tag("C13")
@Tag("P6")
@Tag("Lambda.2")
@Tag("Lambda.3")
@Tag("Lambda.5")
final class FunctionsAreModernTest {
    /**
     * A version with SnapStart is not ready for minutes after its publication, nor after 14 days without an invocation:
     * "Troubleshooting SnapStart errors", SnapStartNotReadyException.
     */
    private static final Pattern RESTING = Pattern.compile("-(migrations|secret-rotation|expiry|remediation)$");

    private static final Map<String, Predicate<ResourceAssert>> RULES = new LinkedHashMap<>();

    static {
        RULES.put("runs on Java 21", is("runtime", "java21"));
        RULES.put("runs on arm64", is("architectures/0", "arm64"));
        RULES.put("publishes versions", is("publish", "true"));
        RULES.put(
                "starts from a snapshot unless Terraform invokes it or it rests for weeks",
                function ->
                        RESTING.matcher(function.at("function_name").asText()).find()
                                ? function.at("snap_start").isMissingNode()
                                : function.at("snap_start/apply_on").asText().equals("PublishedVersions"));
        RULES.put("keeps no address in its snapshot", function -> function.at("environment/variables/JAVA_TOOL_OPTIONS")
                .asText()
                .contains("-Dsun.net.inetaddr.ttl=0"));
        RULES.put("is traced", is("tracing_config/mode", "Active"));
        RULES.put("logs JSON", is("logging_config/log_format", "JSON"));
        RULES.put(
                "keeps dead letters",
                function -> refersTo(function.at("dead_letter_config/target_arn"), "aws_sqs_queue"));
        RULES.put(
                "has reserved concurrency",
                function -> function.at("reserved_concurrent_executions").asInt() >= 1);
        RULES.put(
                "ends in time",
                function -> function.at("timeout").asInt() >= 1
                        && function.at("timeout").asInt() <= 300);
        RULES.put(
                "waits for its role's policy",
                function -> function.at("depends_on/0").asText().startsWith("aws_iam_role_policy_attachment."));
        RULES.put("runs our code", function -> function.at("handler")
                .asText()
                .matches("io\\.tapstack\\.lambda\\.[a-z.]+\\.[A-Za-z]+::handleRequest"));
        RULES.put("is deployed when its code changes", function -> function.at("source_code_hash")
                .asText()
                .equals("${filebase64sha256(\"" + function.at("filename").asText() + "\")}"));
    }

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "runtime, java17",
        "architectures, x86_64",
        "publish, no",
        "snap_start, off",
        "function_name, payments-dev-migrations",
        "environment/variables/JAVA_TOOL_OPTIONS, -XX:TieredStopAtLevel=1",
        "tracing_config/mode, PassThrough",
        "logging_config/log_format, Text",
        "dead_letter_config, none",
        "reserved_concurrent_executions, -1",
        "timeout, 900",
        "vpc_config/subnet_ids, one",
        "vpc_config/security_group_ids, none",
        "depends_on, nothing",
        "handler, index.handler",
        "filename, other.jar"
    })
    void canFail(String path, String value) {
        assertThat(violations(SynthesizedStacks.shipped("payments-dev").with("aws_lambda_function", path, value)))
                .hasSize(1);
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>();
        RULES.forEach((rule, holds) ->
                all.addAll(stack.violations("aws_lambda_function", "breaks the rule: " + rule, holds)));
        all.addAll(stack.missing("aws_lambda_function", "aws_lambda_alias", "function_name"));
        boolean hasNetwork = !stack.all("aws_vpc").isEmpty();
        all.addAll(stack.violations(
                "aws_lambda_function",
                hasNetwork ? "is not in three subnets, under one group" : "is in somebody else's network",
                function -> hasNetwork
                        ? function.at("vpc_config/subnet_ids").size() >= 3
                                && function.at("vpc_config/security_group_ids").size() == 1
                        : function.at("vpc_config").isMissingNode()));
        return all;
    }

    private static Predicate<ResourceAssert> is(String path, String value) {
        return function -> function.at(path).asText().equals(value);
    }
}
