package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.localaws.SignedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** DynamoDB's time to live of the deployed transactions table, some years from now. */
record Expiry(EmulatedAccount account, String table) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration LONGER_THAN_POINTS_LIVE = Duration.ofDays(3650);

    /** Deletes all that will ever have expired, as DynamoDB does; tells how many items that are. */
    int expireAll() throws IOException {
        long until = Instant.now().plus(LONGER_THAN_POINTS_LIVE).getEpochSecond();
        URI uri = URI.create(account.endpoint() + "/_tapstack/tables/" + table + "/expire?until=" + until);
        HttpResponse<String> answer = new SignedHttp(account.root(), "sts").post(uri, Map.of(), "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body()).path("expired").asInt();
    }

    /** The event by which the expiry of a member's only earning is told, to be delivered once more. */
    String deletionOf(String memberId) throws IOException {
        try (DynamoDbClient dynamo = account.client(DynamoDbClient.builder())) {
            Map<String, AttributeValue> marker = dynamo
                    .scanPaginator(request -> request.tableName(table)
                            .filterExpression("earnedBy = :member")
                            .expressionAttributeValues(Map.of(":member", AttributeValue.fromS(memberId))))
                    .items()
                    .stream()
                    .findFirst()
                    .orElseThrow();
            Map<String, Map<String, String>> image = new TreeMap<>();
            marker.forEach((name, value) ->
                    image.put(name, value.s() != null ? Map.of("S", value.s()) : Map.of("N", value.n())));
            return MAPPER.writeValueAsString(Map.of("Records", new Object[] {
                Map.of(
                        "eventID",
                        "again",
                        "eventName",
                        "REMOVE",
                        "userIdentity",
                        Map.of("type", "Service", "principalId", "dynamodb.amazonaws.com"),
                        "dynamodb",
                        Map.of("SequenceNumber", "1", "OldImage", image))
            }));
        }
    }

    /** What the function answers to an event. */
    String deliver(String event, String functionArn) {
        try (LambdaClient lambda = account.client(LambdaClient.builder())) {
            return lambda.invoke(request -> request.functionName(functionArn).payload(SdkBytes.fromUtf8String(event)))
                    .payload()
                    .asUtf8String();
        }
    }
}
