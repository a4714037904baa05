package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;

/** Something that a system does for a client, in any account. */
interface Behaviour {
    ObjectMapper MAPPER = new ObjectMapper();

    /** Fails if the system does not do it; returns what it did. */
    String show(AwsAccount account, JsonNode outputs);

    static Behaviour of(String system) {
        return system.equals("payments")
                ? Behaviour::takesAPaymentAndAuditsIt
                : (account, outputs) -> "none for " + system + " but what tap verify sends";
    }

    private static String takesAPaymentAndAuditsIt(AwsAccount account, JsonNode outputs) {
        PaymentsApi api = new PaymentsApi(
                account.credentials(),
                account.stage(
                        outputs.at("/apiId/value").asText(),
                        outputs.at("/apiStage/value").asText()));
        String payment = "{\"userId\":\"u-42\",\"amount\":1999,\"currency\":\"EUR\"}";
        HttpResponse<String> posted = api.post(UUID.randomUUID().toString(), payment);
        String id = read(posted).path("transactionId").asText();
        assertThat(read(api.get("/payment/" + id)).path("amount").asLong()).isEqualTo(1999);
        String bucket = outputs.at("/auditBucketName/value").asText();
        try (S3Client s3 = account.client(S3Client.builder())) {
            Eventually.holds(
                    "payment " + id + " is audited",
                    () ->
                            s3
                                    .listObjectsV2Paginator(
                                            request -> request.bucket(bucket).prefix("audit/"))
                                    .contents()
                                    .stream()
                                    .anyMatch(object -> object.key().contains("/" + id + "/")));
        }
        return "a payment was taken, read and audited";
    }

    private static JsonNode read(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        try {
            return MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
