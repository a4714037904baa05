package io.tapstack.environments.sweep;

import static io.tapstack.environments.testing.StackJson.refersTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A record that cannot be handled leaves for the queue after a while; the rest goes on. */
@Tag("L8")
@Tag("P4")
@Tag("P15")
final class StreamsDoNotBlockTest {
    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bisect_batch_on_function_error, false",
        "function_response_types, none",
        "maximum_retry_attempts, -1",
        "maximum_record_age_in_seconds, -1",
        "destination_config, none",
        "function_name, payments-dev-ledger"
    })
    void canFail(String path, String value) {
        assertThat(violations(
                        SynthesizedStacks.shipped("payments-dev").with("aws_lambda_event_source_mapping", path, value)))
                .hasSize(1);
    }

    private static List<String> violations(StackJson stack) {
        return stack.violations(
                "aws_lambda_event_source_mapping",
                "can be blocked by one record",
                mapping -> mapping.at("bisect_batch_on_function_error").asText().equals("true")
                        && mapping.at("function_response_types/0").asText().equals("ReportBatchItemFailures")
                        && mapping.at("maximum_retry_attempts").asInt() >= 0
                        && mapping.at("maximum_record_age_in_seconds").asInt() > 0
                        && refersTo(mapping.at("destination_config/on_failure/destination_arn"), "aws_sqs_queue")
                        && refersTo(mapping.at("function_name"), "aws_lambda_alias"));
    }
}
