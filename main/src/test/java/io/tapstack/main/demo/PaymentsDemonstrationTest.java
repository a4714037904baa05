package io.tapstack.main.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.main.console.Failure;
import io.tapstack.main.process.Interrupt;
import io.tapstack.main.testing.FakeAws;
import io.tapstack.main.testing.Stage;
import io.tapstack.main.testing.TestKey;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demonstration does when something is wrong; that it works is for the integration tests. */
@Tag("P14")
final class PaymentsDemonstrationTest {
    private static final String PAYMENT =
            "{\"transactionId\":\"pay_1\",\"amount\":1999,\"currency\":\"EUR\",\"status\":\"ACCEPTED\",\"timestamp\":0}";

    @TempDir
    private Path folder;

    @Test
    void failsWithTheAnswerAndTheFunctionsLastWords() {
        Function<FakeAws.Request, FakeAws.Answer> broken = request -> isLogs(request)
                ? new FakeAws.Answer(200, "{\"events\":[{\"message\":\"NullPointerException at line 1\\n\"}]}")
                : new FakeAws.Answer(502, "{\"message\":\"Internal server error\"}");
        try (FakeAws aws = new FakeAws(broken)) {
            assertThatThrownBy(() -> show(aws))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("POST " + aws.endpoint() + "/_execute-api/api1/local/payment answered 502")
                    .hasMessageContaining("Internal server error")
                    .hasMessageContaining("/aws/lambda/payments-local-api:\n    NullPointerException at line 1");
        }
    }

    @Test
    void failsWhenTheSameKeyMakesASecondPayment() {
        int[] made = {0};
        Function<FakeAws.Request, FakeAws.Answer> careless = request -> isLogs(request)
                ? new FakeAws.Answer(200, "{}")
                : new FakeAws.Answer(201, PAYMENT.replace("pay_1", "pay_" + ++made[0]));
        try (FakeAws aws = new FakeAws(careless)) {
            assertThatThrownBy(() -> show(aws)).hasMessageContaining("the same key made another payment");
        }
    }

    @Test
    void failsWhenAnotherAmountComesBack() {
        Function<FakeAws.Request, FakeAws.Answer> lossy = request ->
                new FakeAws.Answer(200, request.method().equals("GET") ? PAYMENT.replace("1999", "19") : PAYMENT);
        try (FakeAws aws = new FakeAws(lossy)) {
            assertThatThrownBy(() -> show(aws)).hasMessageContaining("another amount came back");
        }
    }

    @Test
    void signsItsRequestsAndSendsAnIdempotencyKey() {
        try (FakeAws aws = new FakeAws(request -> new FakeAws.Answer(500, ""))) {
            assertThatThrownBy(() -> show(aws)).isInstanceOf(Failure.class);
            FakeAws.Request post = aws.requests().get(0);
            assertThat(post.path()).isEqualTo("/_execute-api/api1/local/payment");
            assertThat(post.header("Authorization"))
                    .startsWith("AWS4-HMAC-SHA256 Credential=AKIAROOT/")
                    .contains("/eu-central-1/execute-api/aws4_request");
            assertThat(post.header("Idempotency-Key")).hasSize(36);
            assertThat(post.body())
                    .isEqualTo(
                            "{\"amount\":1999,\"currency\":\"EUR\",\"description\":\"Coffee beans, shown by tap up\","
                                    + "\"userId\":\"tap-demo\"}");
        }
    }

    @Test
    void sendsTheSamePaymentTheNextTime() {
        try (FakeAws aws = new FakeAws(request -> new FakeAws.Answer(500, ""))) {
            assertThatThrownBy(() -> show(aws)).isInstanceOf(Failure.class);
            assertThatThrownBy(() -> show(aws)).isInstanceOf(Failure.class);
            assertThat(aws.requests().stream()
                            .filter(request -> !isLogs(request))
                            .map(request -> request.header("Idempotency-Key"))
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void saysThatNobodyAnswers() {
        FakeAws gone = new FakeAws(request -> new FakeAws.Answer(200, ""));
        gone.close();
        assertThatThrownBy(() -> show(gone)).isInstanceOf(Failure.class).hasMessageContaining("got no answer");
    }

    @Test
    void namesTheOutputsThatItMisses() {
        Map<String, String> outputs = new HashMap<>(outputs());
        outputs.remove("apiId");
        assertThatThrownBy(() -> new PaymentsDemonstration().endpoints(target("http://127.0.0.1:1", outputs)))
                .hasMessageContaining("the stack has no output apiId");
    }

    @Test
    void namesPlainLoopbackEndpoints() {
        assertThat(new PaymentsDemonstration().endpoints(target("http://127.0.0.1:4000", outputs())))
                .containsEntry("aws", "http://127.0.0.1:4000")
                .containsEntry("api", "http://127.0.0.1:4000/_execute-api/api1/local")
                .containsEntry("database", "postgresql://127.0.0.1:5432/payments");
    }

    @Test
    void givesLinesToGoOnWith() {
        try (FakeAws aws = new FakeAws(request -> new FakeAws.Answer(201, PAYMENT))) {
            List<String> lines = new PaymentsDemonstration().commands(target(aws.endpoint(), outputs()));
            assertThat(lines)
                    .hasSize(5)
                    .first()
                    .asString()
                    .startsWith(
                            "curl -sS --aws-sigv4 aws:amz:eu-central-1:execute-api --config /emulator/credentials.curl")
                    .contains("Idempotency-Key")
                    .endsWith(aws.endpoint() + "/_execute-api/api1/local/payment");
            assertThat(lines.get(2)).endsWith("/payment/pay_1");
        }
    }

    private void show(FakeAws aws) {
        new PaymentsDemonstration().show(target(aws.endpoint(), outputs()));
    }

    private Demonstration.Target target(String endpoint, Map<String, String> outputs) {
        return new Demonstration.Target(
                TestKey.clients(endpoint),
                outputs,
                folder.resolve("memory/payments.json"),
                new Stage(folder).console(),
                new Interrupt());
    }

    private static Map<String, String> outputs() {
        return Map.of(
                "apiId", "api1",
                "apiStage", "local",
                "lambdaName", "payments-local-api",
                "ledgerLambdaName", "payments-local-ledger",
                "dbEndpoint", "127.0.0.1",
                "dbPort", "5432",
                "dbName", "payments");
    }

    private static boolean isLogs(FakeAws.Request request) {
        return request.header("X-Amz-Target").startsWith("Logs_");
    }
}
