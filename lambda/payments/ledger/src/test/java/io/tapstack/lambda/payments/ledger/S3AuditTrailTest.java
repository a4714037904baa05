package io.tapstack.lambda.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tapstack.lambda.shared.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** The real client against a server that gives S3's answers. */
@Tag("P5")
@Tag("P15")
class S3AuditTrailTest {
    private static final AuditRecord RECORD = new AuditRecord("audit/2026/11/18/pay_1/e1.json", "{\"eventId\":\"e1\"}");

    private final List<String> requests = new ArrayList<>();
    private final List<Integer> answers = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(String.join(
                    " ",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    "if-none-match=" + headers.getFirst("If-None-Match"),
                    "kms=" + headers.getFirst("x-amz-server-side-encryption-aws-kms-key-id"),
                    body.contains("{\"eventId\":\"e1\"}") ? "whole" : body));
            exchange.sendResponseHeaders(answers.remove(0), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void writesTheRecordOnlyWhereThereIsNone() {
        answers.add(200);
        trail(Optional.empty()).keep(RECORD);

        assertThat(requests)
                .containsExactly("PUT /audit-bucket/audit/2026/11/18/pay_1/e1.json if-none-match=* kms=null whole");
    }

    @Test
    void takesARecordThatIsThereForWritten() {
        answers.add(412);
        trail(Optional.empty()).keep(RECORD);

        assertThat(requests).hasSize(1);
    }

    @Test
    void looksAgainWhenAnotherIsWritingTheSameRecord() {
        answers.addAll(List.of(409, 412));
        trail(Optional.empty()).keep(RECORD);

        assertThat(requests).hasSize(2);
    }

    @Test
    void isUnavailableOnEndlessConflictAndOnRefusal() {
        answers.addAll(List.of(409, 409, 409, 200));
        assertThatThrownBy(() -> trail(Optional.empty()).keep(RECORD)).isInstanceOf(UnavailableException.class);
        assertThat(requests).hasSize(3);

        answers.addAll(0, List.of(403));
        assertThatThrownBy(() -> trail(Optional.empty()).keep(RECORD)).isInstanceOf(UnavailableException.class);
        assertThat(requests).hasSize(4);
    }

    @Test
    void encryptsWithTheGivenKey() {
        answers.add(200);
        trail(Optional.of("arn:aws:kms:eu-central-1:123456789012:key/k")).keep(RECORD);

        assertThat(requests.get(0)).contains("kms=arn:aws:kms:eu-central-1:123456789012:key/k");
    }

    private S3AuditTrail trail(Optional<String> key) {
        var client = S3Client.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
        return new S3AuditTrail(client, new LedgerSettings.Audit("audit-bucket", key));
    }
}
