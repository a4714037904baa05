package io.tapstack.main.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.CurlLine;
import io.tapstack.main.localaws.Logs;
import io.tapstack.main.localaws.SignedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Posts a payment through the deployed API and function, sends it again, reads it back, and waits for what the table's
 * stream makes of it: rows in the ledger and a record in the audit bucket.
 */
public final class PaymentsDemonstration implements Demonstration {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    @Override
    public Map<String, String> endpoints(Target target) {
        Map<String, String> endpoints = new LinkedHashMap<>();
        endpoints.put("aws", target.clients().endpoint());
        endpoints.put("api", api(target));
        endpoints.put("database", "postgresql://" + target.database());
        return endpoints;
    }

    @Override
    public List<Step> show(Target target) {
        SignedHttp http = new SignedHttp(target.clients(), "execute-api");
        PaymentRequest request = PaymentRequest.rememberedIn(target.memory());
        List<Step> steps = new ArrayList<>();

        JsonNode first = post(target, http, request);
        String id = first.path("transactionId").asText();
        steps.add(new Step("POST /payment " + request.body(), "accepted as " + id));

        JsonNode again = post(target, http, request);
        expect(again.path("transactionId").asText().equals(id), target, "the same key made another payment: " + again);
        steps.add(new Step("POST /payment once more, same Idempotency-Key", "the same payment, not a second one"));

        HttpResponse<String> read = http.get(URI.create(api(target) + "/payment/" + id));
        JsonNode payment = json(read, target);
        expect(payment.path("amount").asLong() == request.amount(), target, "another amount came back: " + payment);
        steps.add(new Step(
                "GET /payment/" + id,
                payment.path("amount").asLong() + " " + payment.path("currency").asText() + " (minor units), "
                        + payment.path("status").asText()));

        steps.add(new Step("stream → ledger", String.join("; ", waitForLedger(target, id))));
        Instant taken = Instant.ofEpochMilli(payment.path("timestamp").asLong());
        steps.add(new Step("stream → audit", String.join("; ", waitForAudit(target, id, taken))));
        return steps;
    }

    @Override
    public List<String> commands(Target target) {
        PaymentRequest shown = PaymentRequest.rememberedIn(target.memory());
        SignedHttp http = new SignedHttp(target.clients(), "execute-api");
        String id = post(target, http, shown).path("transactionId").asText(); // the same one again
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Idempotency-Key", "my-first-payment");
        return List.of(
                curl(target, "POST", "/payment", headers, "{\"userId\":\"me\",\"amount\":250,\"currency\":\"EUR\"}"),
                curl(target, "GET", "/payment?userId=me", Map.of(), ""),
                curl(target, "GET", "/payment/" + id, Map.of(), ""),
                "echo '{\"Records\":[]}' | ./tap invoke payments-ledger -",
                "./tap events payments-payments");
    }

    private static String curl(Target target, String method, String path, Map<String, String> headers, String body) {
        URI uri = URI.create(api(target) + path);
        return new CurlLine(target.clients(), method, uri, headers, body).toString();
    }

    private static JsonNode post(Target target, SignedHttp http, PaymentRequest request) {
        HttpResponse<String> response = http.post(
                URI.create(api(target) + "/payment"),
                Map.of("Content-Type", "application/json", "Idempotency-Key", request.idempotencyKey()),
                request.body());
        return json(response, target);
    }

    private static List<String> waitForLedger(Target target, String id) {
        Ledger ledger = new Ledger(target);
        return waitFor(target, "rows of payment " + id + " in the ledger", () -> ledger.postings(id));
    }

    private static List<String> waitForAudit(Target target, String id, Instant taken) {
        String bucket = target.output("auditBucketName");
        String prefix = "audit/" + DAY.format(taken) + "/" + id + "/";
        try (var s3 = target.clients().s3()) {
            return waitFor(
                    target,
                    "audit record of payment " + id,
                    () -> s3.listObjectsV2(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                            .map(object -> "s3://" + bucket + "/" + object.key())
                            .toList());
        }
    }

    private static List<String> waitFor(Target target, String what, Supplier<List<String>> look) {
        return new Patience(target, Logs.groupOf(target.output("ledgerLambdaName")))
                .until(what, () -> Optional.of(look.get()).filter(found -> !found.isEmpty()));
    }

    private static JsonNode json(HttpResponse<String> response, Target target) {
        expect(
                response.statusCode() / 100 == 2,
                target,
                response.request().method() + " " + response.uri() + " answered " + response.statusCode() + ": "
                        + response.body());
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new Failure(response.uri() + " did not answer with JSON: " + response.body(), e);
        }
    }

    private static void expect(boolean ok, Target target, String otherwise) {
        if (!ok) {
            throw new Failure(
                    otherwise + "\n  " + new LastWords(target.clients()).of(Logs.groupOf(target.output("lambdaName"))));
        }
    }

    /** Where the deployed API answers on this machine; its own URL names a host at AWS. */
    private static String api(Target target) {
        return target.clients().endpoint() + "/_execute-api/" + target.output("apiId") + "/"
                + target.output("apiStage");
    }
}
