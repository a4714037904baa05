package io.tapstack.modules.lambda;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hashicorp.cdktf.TerraformStack;
import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class TriggersSynthTest {
    private static final JavaFunction.Ref FUNCTION = new JavaFunction.Ref(
            "payments-pr123-ledger", "arn:function", "7", "live", "arn:function:live", "arn:invoke");
    private static final Queue.Ref FAILURES = new Queue.Ref("failures", "arn:failures", "url", "arn:key");
    private static final StreamTriggerSettings SETTINGS =
            new StreamTriggerSettings(100, Duration.ofSeconds(1), 5, Duration.ofHours(6), 2);

    @Test
    @Tag("P4")
    void callsTheAliasWithTheStreamFromItsBeginning() {
        mapping()
                .has("function_name", "arn:function:live")
                .has("event_source_arn", "arn:stream")
                .has("starting_position", "TRIM_HORIZON");
    }

    @Test
    @Tag("P4")
    void isolatesARecordThatFails() {
        mapping()
                .has("function_response_types", List.of("ReportBatchItemFailures"))
                .has("bisect_batch_on_function_error", true)
                .has("destination_config/on_failure/destination_arn", "arn:failures");
    }

    @Test
    @Tag("P4")
    void takesItsBoundsFromSettings() {
        mapping()
                .has("batch_size", 100)
                .has("maximum_batching_window_in_seconds", 1)
                .has("maximum_retry_attempts", 5)
                .has("maximum_record_age_in_seconds", 6 * 60 * 60)
                .has("parallelization_factor", 2);
    }

    @Test
    @Tag("C4")
    void refusesEndlessRetries() {
        StreamTriggerSettings endless = new StreamTriggerSettings(100, Duration.ZERO, -1, Duration.ofHours(1), 1);
        assertThatThrownBy(() -> new StreamTrigger.Props(FUNCTION, "arn:stream", endless, Optional.empty(), FAILURES))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("streamTrigger.retries must be 0..100, got -1");
    }

    @Test
    @Tag("P15")
    void invokesTheAliasOnEveryChangeOfTheDeployment() {
        invocation("7")
                .has("function_name", "payments-pr123-ledger")
                .has("qualifier", "live")
                .has("lifecycle_scope", "CRUD")
                .has("terraform_key", "tf");
    }

    @Test
    @Tag("P15")
    void invokesAgainWhenTheTriggerChangesAndIsNotReplaced() {
        invocation("7").has("input", "{\"task\":\"migrate\",\"trigger\":\"7\"}").lacks("triggers");
    }

    @Test
    @Tag("P15")
    void takesTheHashOfTheJarAsTrigger() {
        Synthesized.of(stack -> invoke(
                        stack, new FunctionArtifact("${path.module}/migrations.jar", "io.tapstack.Migrations").hash()))
                .only("aws_lambda_invocation")
                .hasText("input", "\"trigger\":\"${filebase64sha256(\"${path.module}/migrations.jar\")}\"");
    }

    @Test
    @Tag("L3")
    void seesAllRecordsUnlessThereIsAPattern() {
        mapping().lacks("filter_criteria");
        mapping(Optional.of("{\"eventName\":[\"REMOVE\"]}"))
                .has("filter_criteria/filter/pattern", "{\"eventName\":[\"REMOVE\"]}");
    }

    private static ResourceAssert mapping() {
        return mapping(Optional.empty());
    }

    private static ResourceAssert mapping(Optional<String> pattern) {
        return Synthesized.of(stack -> new StreamTrigger(
                        stack, "trigger", new StreamTrigger.Props(FUNCTION, "arn:stream", SETTINGS, pattern, FAILURES)))
                .only("aws_lambda_event_source_mapping");
    }

    private static ResourceAssert invocation(String trigger) {
        return Synthesized.of(stack -> invoke(stack, trigger)).only("aws_lambda_invocation");
    }

    private static void invoke(TerraformStack stack, String trigger) {
        new FunctionInvocation(
                stack, "migrate", new FunctionInvocation.Props(FUNCTION, Map.of("task", "migrate"), trigger));
    }
}
