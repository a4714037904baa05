package io.tapstack.lambda.payments.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tapstack.lambda.shared.Attempt;
import io.tapstack.lambda.shared.IdempotencyRecord;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonObject;
import io.tapstack.lambda.shared.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The real client against a server that gives DynamoDB's answers. */
@Tag("P3")
@Tag("P14")
class DynamoDbPaymentStoreTest {
    private static final long TIME = 1_795_082_400_123L;
    private static final PaymentId ID = new PaymentId("pay_0123456789abcdef0123456789abcdef");
    private static final PaymentId OTHER = new PaymentId("pay_ffffffffffffffffffffffffffffffff");
    private static final NewPayment REQUEST =
            new NewPayment("user-1", new Money(1250, Money.currency("EUR").orElseThrow()), Optional.of("tea"));
    private static final Payment PAYMENT = new Payment(ID, REQUEST, PaymentStatus.ACCEPTED, TIME);
    private static final IdempotencyRecord RECORD =
            new IdempotencyRecord("hash-of-key", REQUEST.hash(), ID.value(), TIME);
    private static final String EARLIER = "{\"idempotencyKey\":{\"S\":\"hash-of-key\"},\"requestHash\":{\"S\":\"h\"},"
            + "\"transactionId\":{\"S\":\"" + OTHER + "\"},\"timestamp\":{\"N\":\"1795082300000\"},"
            + "\"expirationTime\":{\"N\":\"1795168700\"}}";
    private static final String ITEM = "{\"transactionId\":{\"S\":\"" + ID + "\"},\"userId\":{\"S\":\"user-1\"},"
            + "\"amount\":{\"N\":\"1250\"},\"currency\":{\"S\":\"EUR\"},\"status\":{\"S\":\"ACCEPTED\"},"
            + "\"timestamp\":{\"N\":\"" + TIME + "\"},\"description\":{\"S\":\"tea\"}}";

    private record Answer(int status, String body) {}

    private final List<String> operations = new ArrayList<>();
    private final List<JsonObject> requests = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private HttpServer server;
    private DynamoDbPaymentStore store;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            operations.add(exchange.getRequestHeaders().getFirst("X-Amz-Target").replaceFirst(".*\\.", ""));
            requests.add(Json.object(exchange.getRequestBody()));
            var answer = answers.remove();
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        var client = DynamoDbClient.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
        var tables = new PaymentsApiSettings.Tables("payments", "idempotency", "UserIdIndex", "StatusIndex");
        store = new DynamoDbPaymentStore(client, tables, Clock.fixed(Instant.ofEpochMilli(TIME), ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void storesPaymentAndRecordInOneTransactionOfPuts() {
        answers.add(new Answer(200, "{}"));

        assertThat(store.store(PAYMENT, RECORD)).isEqualTo(new Attempt.Stored());
        assertThat(operations).containsExactly("TransactWriteItems");
        var puts = requests.get(0).items("TransactItems", JsonObject.class);
        assertThat(puts).hasSize(2).allSatisfy(item -> assertThat(item.members())
                .containsOnlyKeys("Put"));
        var record = puts.get(0).object("Put").orElseThrow();
        assertThat(record.string("TableName")).contains("idempotency");
        assertThat(record.string("ConditionExpression"))
                .contains("attribute_not_exists(idempotencyKey) OR expirationTime <= :now");
        assertThat(record.object("ExpressionAttributeValues").orElseThrow().toString())
                .contains("1795082400");
        assertThat(record.object("Item").orElseThrow().toString()).contains("1795168800", "hash-of-key");
        var payment = puts.get(1).object("Put").orElseThrow();
        assertThat(payment.string("ConditionExpression")).contains("attribute_not_exists(transactionId)");
        assertThat(payment.object("Item").orElseThrow().members())
                .isEqualTo(Json.object(ITEM).members())
                .doesNotContainKey("expirationTime");
    }

    @Test
    void showsTheRecordInTheWayThatDynamoDbReturns() {
        answers.add(cancelled("{\"Code\":\"ConditionalCheckFailed\",\"Item\":" + EARLIER + "}", "{\"Code\":\"None\"}"));

        assertThat(store.store(PAYMENT, RECORD))
                .isEqualTo(new Attempt.KeyUsed(
                        new IdempotencyRecord("hash-of-key", "h", OTHER.value(), 1_795_082_300_000L)));
        assertThat(operations).hasSize(1);
    }

    @Test
    void readsTheRecordInTheWayConsistentlyWhereDynamoDbDoesNotReturnIt() {
        answers.add(cancelled("{\"Code\":\"ConditionalCheckFailed\"}", "{\"Code\":\"None\"}"));
        answers.add(new Answer(200, "{\"Item\":" + EARLIER + "}"));

        assertThat(store.store(PAYMENT, RECORD)).isInstanceOf(Attempt.KeyUsed.class);
        assertThat(operations).containsExactly("TransactWriteItems", "GetItem");
        assertThat(requests.get(1).bool("ConsistentRead")).contains(true);
    }

    @Test
    void isContendedWhenTheRecordIsGoneAgain() {
        answers.add(cancelled("{\"Code\":\"ConditionalCheckFailed\"}", "{\"Code\":\"None\"}"));
        answers.add(new Answer(200, "{}"));

        assertThat(store.store(PAYMENT, RECORD)).isEqualTo(new Attempt.Contended());
    }

    @ParameterizedTest
    @CsvSource({"TransactionConflict,None", "None,TransactionConflict", "ConditionalCheckFailed,TransactionConflict"})
    void isContendedWhenTransactionsMeet(String first, String second) {
        answers.add(cancelled("{\"Code\":\"" + first + "\"}", "{\"Code\":\"" + second + "\"}"));

        assertThat(store.store(PAYMENT, RECORD)).isEqualTo(new Attempt.Contended());
    }

    @Test
    void isUnavailableWhileTheClientsOwnRetryMeetsTheFirstTry() {
        answers.add(error(400, "TransactionInProgressException"));

        assertThatThrownBy(() -> store.store(PAYMENT, RECORD)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void failsWhenThePaymentsOwnIdIsTaken() {
        answers.add(cancelled("{\"Code\":\"None\"}", "{\"Code\":\"ConditionalCheckFailed\"}"));
        answers.add(new Answer(200, "{}"));

        assertThatThrownBy(() -> store.store(PAYMENT, RECORD)).isInstanceOf(TransactionCanceledException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingError", "ProvisionedThroughputExceeded"})
    void isUnavailableWhenTheTransactionIsThrottled(String code) {
        answers.add(cancelled("{\"Code\":\"None\"}", "{\"Code\":\"" + code + "\"}"));

        assertThatThrownBy(() -> store.store(PAYMENT, RECORD)).isInstanceOf(UnavailableException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400,ProvisionedThroughputExceededException",
        "400,ThrottlingException",
        "400,RequestLimitExceeded",
        "500,InternalServerError",
        "503,ServiceUnavailable"
    })
    void isUnavailableWhenDynamoDbIs(int status, String code) {
        answers.add(error(status, code));

        assertThatThrownBy(() -> store.find(ID)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void isUnavailableWhenNobodyListens() {
        server.stop(0);

        assertThatThrownBy(() -> store.find(ID)).isInstanceOf(UnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "ResourceNotFoundException", "ValidationException"})
    void reportsMistakesOfOursAsSuch(String code) {
        answers.add(error(400, code));

        assertThatThrownBy(() -> store.find(ID)).isInstanceOf(DynamoDbException.class);
    }

    @Test
    void findsPaymentByItsIdWithOneConsistentQuery() {
        answers.add(new Answer(200, "{\"Items\":[" + ITEM + "],\"Count\":1}"));

        assertThat(store.find(ID)).contains(PAYMENT);
        assertThat(operations).containsExactly("Query");
        assertThat(requests.get(0).bool("ConsistentRead")).contains(true);
        assertThat(requests.get(0).members()).doesNotContainKeys("FilterExpression", "IndexName");
    }

    @ParameterizedTest
    @CsvSource({"USER_ID,UserIdIndex,userId", "STATUS,StatusIndex,status"})
    void listsFromTheIndexNewestFirstAndGoesOnAfterThePosition(PaymentQuery.By by, String index, String attribute) {
        answers.add(new Answer(
                200,
                "{\"Items\":[" + ITEM + "],\"LastEvaluatedKey\":{\"transactionId\":{\"S\":\"" + ID
                        + "\"},\"timestamp\":{\"N\":\"" + TIME + "\"},\"" + attribute + "\":{\"S\":\"v\"}}}"));
        var after = new PaymentQuery.Position(OTHER, TIME + 1);
        var page = store.list(new PaymentQuery(by, "v", 10, Optional.of(after)));

        assertThat(page.payments()).containsExactly(PAYMENT);
        assertThat(page.next()).contains(new PaymentQuery.Position(ID, TIME));
        var request = requests.get(0);
        assertThat(request.string("IndexName")).contains(index);
        assertThat(request.bool("ScanIndexForward")).contains(false);
        assertThat(request.object("ExclusiveStartKey").orElseThrow().members())
                .containsOnlyKeys("transactionId", "timestamp", attribute);
    }

    @Test
    void endsWithTheLastPage() {
        answers.add(new Answer(200, "{\"Items\":[]}"));

        var page = store.list(new PaymentQuery(PaymentQuery.By.STATUS, "ACCEPTED", 10, Optional.empty()));
        assertThat(page.payments()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    private static Answer cancelled(String... reasons) {
        return new Answer(
                400,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\",\"message\":\"m\","
                        + "\"CancellationReasons\":[" + String.join(",", reasons) + "]}");
    }

    private static Answer error(int status, String code) {
        return new Answer(status, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"m\"}");
    }
}
