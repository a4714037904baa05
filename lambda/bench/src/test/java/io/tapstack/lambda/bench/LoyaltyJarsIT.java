package io.tapstack.lambda.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.lambda.shared.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs the loyalty functions' jars as they are deployed, through every service that they call. */
@Tag("C13")
class LoyaltyJarsIT {
    private static final String RUNTIME_CLIENT = Java.classPath(file -> file.startsWith("aws-lambda-java-"));
    private static final String MEMBER = "00000000-0000-4000-8000-000000000001";
    private static final String PACKAGE = "io.tapstack.lambda.loyalty.";
    private static final String MEMBER_ITEM =
            "{\"memberId\":{\"S\":\"" + MEMBER + "\"},\"email\":{\"S\":\"a@b.example\"},"
                    + "\"wantsOffers\":{\"BOOL\":true},\"tier\":{\"S\":\"GOLD\"},\"earned\":{\"N\":\"9\"},\"used\":{\"N\":\"9\"},"
                    + "\"enrolledAt\":{\"N\":\"1795000000000\"}}";
    private static final Queue<String> CALLS = new ConcurrentLinkedQueue<>();

    private static AwsStub aws;

    @BeforeAll
    static void start() throws Exception {
        aws = new AwsStub(LoyaltyJarsIT::answer);
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @Test
    @Tag("L2")
    void apiEnrolsAndChecksCursors() throws Exception {
        var cursor = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        ("1.txn_" + "0".repeat(32) + ".1." + "0".repeat(64)).getBytes(StandardCharsets.US_ASCII));
        try (var function = run("api", "LoyaltyApiHandler", API)) {
            assertThat(function.answer(request("POST", "/members", ",\"body\":\"{\\\"wantsOffers\\\":true}\"")))
                    .contains("\"statusCode\":201", MEMBER);
            assertThat(function.answer(request(
                            "GET",
                            "/members/{id}/transactions",
                            ",\"queryStringParameters\":{\"nextToken\":\"" + cursor + "\"}")))
                    .contains("\"statusCode\":400", "nextToken");
            assertThat(CALLS).contains("DynamoDB_20120810.PutItem", "TrentService.GenerateMac");
        }
    }

    @Test
    @Tag("L3")
    void expiryExpires() throws Exception {
        try (var function = run("expiry", "ExpiryHandler", Map.of())) {
            assertThat(function.answer("{\"Records\":[{\"eventName\":\"REMOVE\",\"userIdentity\":{\"type\":\"Service\","
                            + "\"principalId\":\"dynamodb.amazonaws.com\"},\"dynamodb\":{\"SequenceNumber\":\"7\","
                            + "\"OldImage\":{\"earnedBy\":{\"S\":\"" + MEMBER + "\"},\"earningId\":{\"S\":\"txn_"
                            + "0".repeat(32) + "\"},\"totalEarned\":{\"N\":\"9\"}}}},"
                            + "{\"dynamodb\":{\"SequenceNumber\":\"8\"}}]}"))
                    .isEqualTo("{\"batchItemFailures\":[]}");
        }
    }

    @Test
    @Tag("L4")
    @Tag("L5")
    void offersArePublishedMailedAndReported() throws Exception {
        try (var function = run("offers", "OffersHandler", OFFERS)) {
            assertThat(function.answer("{\"time\":\"2026-11-18T09:00:00Z\"}")).contains("\"state\":\"DONE\"");
            assertThat(CALLS).contains("AWSEvents.PutEvents", "/v2/email/outbound-emails", "AmazonSQS.SendMessage");
        }
    }

    @Test
    void jarsAreSmallEnoughToDeployWithoutABucket() throws Exception {
        for (var name : List.of("api", "offers", "expiry")) {
            assertThat(Files.size(jar(name))).as(name).isLessThan(15_000_000);
        }
    }

    private static final Map<String, String> API = Map.of(
            "IDEMPOTENCY_TABLE_NAME", "idempotency",
            "MEMBER_ID_INDEX_NAME", "MemberIdIndex",
            "CURSOR_KEY_ARN", "arn:aws:kms:eu-central-1:123456789012:key/1",
            "PARTNER_GROUP", "partners",
            "SILVER_FROM_POINTS", "1000",
            "GOLD_FROM_POINTS", "5000",
            "PLATINUM_FROM_POINTS", "20000",
            "POINTS_LIFETIME_DAYS", "365",
            "ALLOWED_ORIGIN", "*");

    private static final Map<String, String> OFFERS = Map.of(
            "OFFERS_INDEX_NAME", "OffersIndex",
            "OFFERS_TABLE_NAME", "offers",
            "EVENT_BUS_NAME", "loyalty",
            "FAILURES_QUEUE_URL", "https://sqs.example/123456789012/failures",
            "SENDER_ADDRESS", "club@example.org",
            "CONFIGURATION_SET_NAME", "loyalty",
            "TEMPLATE_NAME", "offer",
            "EMAILS_PER_SECOND", "10",
            "OFFER_TIERS", "GOLD",
            "ACTIVE_WITHIN_DAYS", "90");

    private static String request(String method, String resource, String more) {
        return "{\"httpMethod\":\"" + method + "\",\"resource\":\"" + resource + "\",\"headers\":{\"Content-Type\":"
                + "\"application/json\"},\"pathParameters\":{\"id\":\"" + MEMBER + "\"},\"requestContext\":{"
                + "\"authorizer\":{\"claims\":{\"sub\":\"" + MEMBER + "\"}}}" + more + "}";
    }

    private static String answer(String path, String target, String body) {
        CALLS.add(target.equals("null") ? path : target);
        if (path.startsWith("/v2/email")) {
            return "{\"MessageId\":\"m\"}";
        }
        return switch (target) {
            case "DynamoDB_20120810.GetItem" -> "{\"Item\":" + MEMBER_ITEM + "}";
            case "DynamoDB_20120810.Query" -> body.contains("IndexName") ? "{\"Items\":[" + MEMBER_ITEM + "]}" : "{}";
            case "DynamoDB_20120810.UpdateItem" ->
                "{\"Attributes\":{\"invocation\":{\"S\":\"i\"},\"runState\":{\"S\":\"SELECTING\"},"
                        + "\"activeSince\":{\"N\":\"0\"}}}";
            case "AWSEvents.PutEvents" -> "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}";
            case "TrentService.GenerateMac" ->
                "{\"Mac\":\"" + Base64.getEncoder().encodeToString(new byte[32]) + "\"}";
            case "AmazonSQS.SendMessage" -> "{\"MessageId\":\"m\",\"MD5OfMessageBody\":\"" + md5(body) + "\"}";
            default -> "{}";
        };
    }

    /** The SDK compares it with what it sent. */
    private static String md5(String body) {
        try {
            var message = Json.object(body).string("MessageBody").orElseThrow();
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(message.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FunctionProcess run(String name, String handler, Map<String, String> more) throws Exception {
        var environment = new HashMap<>(more);
        environment.put("AWS_ENDPOINT_URL", aws.url());
        environment.put("MEMBERS_TABLE_NAME", "members");
        environment.put("TRANSACTIONS_TABLE_NAME", "transactions");
        var variant = new Variant(
                "as deployed",
                List.of("-Xmx512m"),
                jar(name).toString(),
                PACKAGE + name + "." + handler + "::handleRequest");
        return new FunctionProcess(variant, RUNTIME_CLIENT, environment);
    }

    private static Path jar(String name) {
        return Path.of(Java.classPath(file -> file.equals("loyalty-" + name + ".jar")));
    }
}
