package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * What goes wrong in operation, done on purpose to a deployed payments system: nothing is lost, errors are clear.
 *
 * @param emulator its process, whose functions are killed
 * @param outputs of the stack
 */
record PaymentsFaults(EmulatedAccount account, PaymentsApi api, ProcessHandle emulator, JsonNode outputs) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int POSTS = Stages.size(100, 500);
    private static final int KEYS = POSTS / 10;
    private static final int CLIENTS = 50;
    private static final int CONNECTIONS = Stages.size(200, 1000);

    /** Clients try again until they have an answer, as the API's contract asks of them: the key makes that safe. */
    void concurrentPostsMakeOnePaymentAKeyWhileFunctionsAreKilled() throws Exception {
        String user = "u-" + UUID.randomUUID();
        isHandled(accepted()); // and all before it: the stream keeps the order
        long rowsBefore = ledger().rows();
        int recordsBefore = ledger().auditRecords().size();
        List<String> keys = IntStream.range(0, KEYS)
                .mapToObj(number -> UUID.randomUUID().toString())
                .toList();
        List<Integer> order = new ArrayList<>(IntStream.range(0, POSTS).boxed().toList());
        Collections.shuffle(order, new Random(1));
        Map<String, Set<String>> paymentsOfKey = new ConcurrentHashMap<>();

        FunctionKiller apiKiller = new FunctionKiller(emulator, "PaymentsApiHandler");
        FunctionKiller ledgerKiller = new FunctionKiller(emulator, "LedgerHandler");
        AtomicInteger answered = new AtomicInteger();
        inParallel(order, number -> {
            String key = keys.get(number % KEYS);
            String body = "{\"userId\":\"" + user + "\",\"amount\":" + (100 + number % KEYS) + ",\"currency\":\"EUR\"}";
            HttpResponse<String> answer = postUntilAnswered(key, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            paymentsOfKey
                    .computeIfAbsent(key, any -> ConcurrentHashMap.newKeySet())
                    .add(MAPPER.readTree(answer.body()).path("transactionId").asText());
            int count = answered.incrementAndGet();
            if (count % 20 == 0) {
                apiKiller.kill();
            }
            if (count % (POSTS / 4) == 0) { // four times: a record is tried six times before it is given up
                ledgerKiller.kill();
            }
        });

        assertThat(apiKiller.killed()).as("killed processes of the API").isGreaterThan(POSTS * 3 / 100);
        assertThat(ledgerKiller.killed()).as("killed processes of the ledger").isPositive();
        assertThat(paymentsOfKey).hasSize(KEYS).allSatisfy((key, ids) -> assertThat(ids)
                .hasSize(1));
        Set<String> payments = new TreeSet<>();
        paymentsOfKey.values().forEach(payments::addAll);
        assertThat(payments).hasSize(KEYS);
        assertThat(idsOf(user)).containsExactlyInAnyOrderElementsOf(payments);
        Eventually.holds("all is booked", () -> ledger().rows() - rowsBefore >= 2L * KEYS);
        Eventually.holds("all is audited", () -> ledger().auditRecords().size() - recordsBefore >= KEYS);
        assertThat(ledger().auditRecords()).hasSize(recordsBefore + KEYS);
        assertThat(ledger().rows()).isEqualTo(rowsBefore + 2L * KEYS);
        assertThat(payments).allSatisfy(id -> {
            assertThat(ledger().rows(id)).as(id).isEqualTo(2);
            assertThat(ledger().balance(id)).as(id).isZero();
        });
        assertThat(failures()).as("what could not be handled").isEmpty();
    }

    void aPoisonRecordEndsInTheQueueAndBlocksNothing() throws IOException {
        String before = accepted();
        String poison = "pay_poison" + UUID.randomUUID().toString().replace("-", "");
        try (DynamoDbClient dynamo = account.client(DynamoDbClient.builder())) {
            dynamo.putItem(request -> request.tableName(output("dynamoTableName"))
                    .item(Map.of(
                            "transactionId", AttributeValue.fromS(poison),
                            "timestamp", AttributeValue.fromN("1700000000000"),
                            "amount", AttributeValue.fromS("a lot"))));
        }
        String after = accepted();

        for (String payment : List.of(before, after)) {
            Eventually.holds(payment + " is booked", () -> ledger().rows(payment) == 2);
        }
        List<Message> failures = new ArrayList<>();
        Eventually.holds("the poison record is in the queue", () -> {
            failures.addAll(failures());
            return !failures.isEmpty();
        });
        JsonNode failure = MAPPER.readTree(failures.get(0).body());
        assertThat(failures).as(failures.toString()).hasSize(1);
        assertThat(failure.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(1);
        assertThat(failure.at("/DDBStreamBatchInfo/streamArn").asText()).contains(output("dynamoTableName"));
        assertThat(ledger().rows(poison)).isZero();
    }

    void aRequestSignedByAClockThatIsWrongIsRefusedWithBothTimes() {
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10));
        HttpResponse<String> answer = api.at(late).get("/payment?status=ACCEPTED&limit=1");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Signature expired", "is now earlier than");
    }

    void aBodyOverTheLimitIsRefused() {
        String large = "{\"description\":\"" + "x".repeat(11 << 20) + "\"}";
        HttpResponse<String> answer = api.post(UUID.randomUUID().toString(), large);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(api.get("/payment?status=ACCEPTED&limit=1").statusCode()).isEqualTo(200);
    }

    /** Far more than may run at once: the function's reserved concurrency and the stage's limits refuse most of them. */
    /** 503 is the function's own answer, to try again, where the table is too slow for it. */
    void manyConnectionsAtOnceAreEachAnswered() throws Exception {
        Map<Integer, Integer> answers = new TreeMap<>();
        List<HttpResponse<String>> all = api.getInParallel("/payment?status=ACCEPTED&limit=1", CONNECTIONS);
        all.forEach(answer -> answers.merge(answer.statusCode(), 1, Integer::sum));

        assertThat(all).hasSize(CONNECTIONS);
        assertThat(answers.keySet()).as(answers.toString()).contains(200).isSubsetOf(200, 429, 500, 503);
        assertThat(all)
                .filteredOn(answer -> answer.statusCode() == 503)
                .allMatch(answer -> answer.headers().firstValue("Retry-After").isPresent());
        assertThat(api.get("/payment?status=ACCEPTED&limit=1").statusCode()).isEqualTo(200);
    }

    private void isHandled(String payment) {
        Eventually.holds(
                payment + " is booked and audited",
                () -> ledger().rows(payment) == 2
                        && ledger().auditRecords(payment).size() == 1);
    }

    private String accepted() throws IOException {
        String body = "{\"userId\":\"u-42\",\"amount\":1999,\"currency\":\"EUR\"}";
        return MAPPER.readTree(
                        postUntilAnswered(UUID.randomUUID().toString(), body).body())
                .path("transactionId")
                .asText();
    }

    private HttpResponse<String> postUntilAnswered(String key, String body) {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (true) {
            HttpResponse<String> answer = api.post(key, body);
            boolean again = answer.statusCode() == 429 || answer.statusCode() >= 500;
            if (!again || System.nanoTime() > end) {
                return answer;
            }
            Eventually.pause(Duration.ofMillis(50 + (long) (Math.random() * 200)));
        }
    }

    private Set<String> idsOf(String user) throws IOException {
        Set<String> ids = new TreeSet<>();
        String next = "";
        do {
            JsonNode page = MAPPER.readTree(
                    api.get("/payment?userId=" + user + "&limit=20" + next).body());
            page.path("payments").forEach(payment -> assertThat(
                            ids.add(payment.path("transactionId").asText()))
                    .isTrue());
            next = page.has("nextToken")
                    ? "&nextToken=" + page.path("nextToken").asText()
                    : "";
        } while (!next.isEmpty());
        return ids;
    }

    private List<Message> failures() {
        try (SqsClient sqs = account.client(SqsClient.builder())) {
            return sqs.receiveMessage(request ->
                            request.queueUrl(output("failuresQueueUrl")).maxNumberOfMessages(10))
                    .messages();
        }
    }

    private DeployedLedger ledger() {
        return new DeployedLedger(account, outputs);
    }

    private String output(String name) {
        return outputs.at("/" + name + "/value").asText();
    }

    private interface Work<T> {
        void on(T item) throws Exception;
    }

    private static <T> void inParallel(List<T> items, Work<T> work) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (T item : items) {
                all.add(clients.submit(() -> {
                    work.on(item);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }
}
