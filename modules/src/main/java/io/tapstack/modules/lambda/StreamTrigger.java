package io.tapstack.modules.lambda;

import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMapping;
import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMappingDestinationConfig;
import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMappingDestinationConfigOnFailure;
import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMappingFilterCriteria;
import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMappingFilterCriteriaFilter;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.messaging.Queue;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * Calls a function with the records of a DynamoDB stream (P4). A record that keeps failing is isolated by halving its
 * batch, then leaves for the failure queue, so that it never blocks the rest.
 *
 * <p>Requires that the function's role may read the stream and send to the failure queue.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using AWS Lambda with Amazon DynamoDB</a>
 */
public final class StreamTrigger extends Construct {

    /**
     * @param pattern JSON that a record must match to reach the function; all do when empty
     * @param onFailure gets where the lost records are (shard and sequence numbers), not the records
     */
    public record Props(
            JavaFunction.Ref function,
            String streamArn,
            StreamTriggerSettings settings,
            Optional<String> pattern,
            Queue.Ref onFailure) {
        public Props {
            Problems.refuse("streamTrigger", settings);
        }
    }

    public StreamTrigger(Construct scope, String id, Props props) {
        super(scope, id);
        LambdaEventSourceMapping.Builder mapping = LambdaEventSourceMapping.Builder.create(this, "mapping")
                .functionName(props.function.aliasArn())
                .eventSourceArn(props.streamArn)
                .startingPosition("TRIM_HORIZON") // changes made before the first deployment count too
                .functionResponseTypes(List.of("ReportBatchItemFailures"))
                .bisectBatchOnFunctionError(true)
                .batchSize(props.settings.batchSize())
                .maximumBatchingWindowInSeconds(props.settings.batchingWindow().toSeconds())
                .maximumRetryAttempts(props.settings.retries())
                .maximumRecordAgeInSeconds(props.settings.maximumRecordAge().toSeconds())
                .parallelizationFactor(props.settings.parallelization())
                .destinationConfig(LambdaEventSourceMappingDestinationConfig.builder()
                        .onFailure(LambdaEventSourceMappingDestinationConfigOnFailure.builder()
                                .destinationArn(props.onFailure.arn())
                                .build())
                        .build());
        props.pattern.ifPresent(pattern -> mapping.filterCriteria(LambdaEventSourceMappingFilterCriteria.builder()
                .filter(List.of(LambdaEventSourceMappingFilterCriteriaFilter.builder()
                        .pattern(pattern)
                        .build()))
                .build()));
        mapping.build();
    }
}
