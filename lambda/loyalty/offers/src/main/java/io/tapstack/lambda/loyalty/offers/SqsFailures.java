package io.tapstack.lambda.loyalty.offers;

import io.tapstack.lambda.shared.AwsCalls;
import io.tapstack.lambda.shared.Json;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Failures as messages of the queue that also takes the function's failed invocations. */
final class SqsFailures implements Failures {
    private final SqsClient client;
    private final String queueUrl;
    private final AwsCalls calls = new AwsCalls("SQS");

    SqsFailures(SqsClient client, String queueUrl) {
        this.client = client;
        this.queueUrl = queueUrl;
    }

    @Override
    public void report(Map<String, Object> message) {
        calls.call(
                () -> client.sendMessage(request -> request.queueUrl(queueUrl).messageBody(Json.write(message))));
    }
}
