package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Something that a system does for a client, in any account. */
interface Behaviour {
    ObjectMapper MAPPER = new ObjectMapper();

    /** By the system that does it. */
    Map<String, Behaviour> ALL = Map.of(
            "loyalty", Behaviour::booksPointsOnce,
            "payments", Behaviour::takesAPaymentAndAuditsIt,
            "portal", Behaviour::servesPageAndAccounts,
            "security", Behaviour::rotatesTheSecret);

    /** Fails if the system does not do it; returns what it did. */
    String show(AwsAccount account, JsonNode outputs);

    /** @throws IllegalArgumentException if {@code -Daws.system} names no system */
    static Behaviour of(String system) {
        Behaviour behaviour = ALL.get(system);
        if (behaviour == null) {
            throw new IllegalArgumentException("-Daws.system must be one of "
                    + String.join(", ", new TreeMap<>(ALL).keySet()) + ", got \"" + system + '"');
        }
        return behaviour;
    }

    private static String takesAPaymentAndAuditsIt(AwsAccount account, JsonNode outputs) {
        PaymentsApi api = new PaymentsApi(account.credentials(), api(account, outputs, "apiEndpoint"));
        String payment = "{\"userId\":\"u-42\",\"amount\":1999,\"currency\":\"EUR\"}";
        HttpResponse<String> posted = api.post(UUID.randomUUID().toString(), payment);
        String id = read(posted).path("transactionId").asText();
        assertThat(read(api.get("/payment/" + id)).path("amount").asLong()).isEqualTo(1999);
        String bucket = text(outputs, "auditBucketName");
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

    private static String booksPointsOnce(AwsAccount account, JsonNode outputs) {
        PoolLogin login = new PoolLogin(account, text(outputs, "userPoolId"), text(outputs, "userPoolClientId"));
        LoyaltyApi api = new LoyaltyApi(api(account, outputs, "apiBaseUrl"));
        LoyaltyApi member = api.withToken(login.idToken(UUID.randomUUID() + "@example.com"));
        LoyaltyApi partner = api.withToken(login.idToken(UUID.randomUUID() + "@example.com", "partners"));
        String id = read(member.enrol(false)).path("memberId").asText();
        String key = UUID.randomUUID().toString();
        String earning = "{\"type\":\"earn\",\"points\":1200,\"reference\":\"" + key + "\"}";
        JsonNode booked = read(partner.book(id, key, earning));
        assertThat(read(partner.book(id, key, earning))).isEqualTo(booked);
        assertThat(read(member.get("/members/" + id)).path("points").asLong()).isEqualTo(1200);
        return "a member enrolled, and a partner's points were booked once";
    }

    private static String servesPageAndAccounts(AwsAccount account, JsonNode outputs) {
        String site = account.distribution(text(outputs, "distributionId"), text(outputs, "siteUrl"));
        assertThat(get(site + "/").body()).startsWith("<!doctype html>");
        // the load balancer has no healthy instance at first
        Eventually.holds(
                "an instance answers through the distribution",
                () -> get(site + "/api/accounts").statusCode() == 200);
        assertThat(read(get(site + "/api/accounts")).path("accounts")).isNotEmpty();
        return "the page came from the bucket, accounts came from the database";
    }

    private static String rotatesTheSecret(AwsAccount account, JsonNode outputs) {
        String secret = text(outputs, "dbUserCredentialsArn");
        try (SecretsManagerClient secrets = account.client(SecretsManagerClient.builder())) {
            Eventually.holds("the secret has a first version", () -> current(secrets, secret)
                    .isPresent());
            Optional<String> before = current(secrets, secret);
            secrets.rotateSecret(request -> request.secretId(secret));
            Eventually.holds("the secret has another version", () -> !current(secrets, secret)
                    .equals(before));
        }
        return "the secret of the database's user was rotated";
    }

    /** The id of the version that applications read. */
    private static Optional<String> current(SecretsManagerClient secrets, String secret) {
        return secrets.describeSecret(request -> request.secretId(secret)).versionIdsToStages().entrySet().stream()
                .filter(version -> version.getValue().contains("AWSCURRENT"))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static HttpResponse<String> get(String url) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
        try {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String api(AwsAccount account, JsonNode outputs, String url) {
        return account.stage(text(outputs, "apiId"), text(outputs, "apiStage"), text(outputs, url));
    }

    private static String text(JsonNode outputs, String name) {
        return outputs.at("/" + name + "/value").asText();
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
