package io.tapstack.lambda.payments.api;

import io.tapstack.lambda.shared.Api;
import io.tapstack.lambda.shared.ApiRequest;
import io.tapstack.lambda.shared.ApiResponse;
import io.tapstack.lambda.shared.IdempotencyKey;
import io.tapstack.lambda.shared.JsonBody;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.Problem;
import io.tapstack.lambda.shared.Problems;
import java.util.Map;

/** The API: routes a request to what it asks for. */
public final class PaymentsApi {
    private final AcceptPayment acceptPayment;
    private final PaymentStore store;
    private final ListPayments listPayments;
    private final Api api;

    /** @param allowedOrigin value of Access-Control-Allow-Origin on every answer */
    PaymentsApi(AcceptPayment acceptPayment, PaymentStore store, String allowedOrigin, JsonLog log) {
        this.acceptPayment = acceptPayment;
        this.store = store;
        this.listPayments = new ListPayments(store);
        this.api = new Api(this::route, "PaymentsApiRefused", allowedOrigin, log);
    }

    /** Answers one request, whatever was sent. */
    public ApiResponse answer(ApiRequest request) {
        return api.answer(request);
    }

    private ApiResponse route(ApiRequest request, JsonLog invocation) {
        var method = request.route().method();
        return switch (request.route().resource()) {
            case "/payment" ->
                switch (method) {
                    case "POST" -> accept(request, invocation);
                    case "GET" -> listPayments.answer(request);
                    default -> throw Problems.methodNotAllowed("GET, POST").toException();
                };
            case "/payment/{id}" ->
                switch (method) {
                    case "GET" -> show(request);
                    default -> throw Problems.methodNotAllowed("GET").toException();
                };
            default -> throw Problems.routeNotFound().toException();
        };
    }

    private ApiResponse accept(ApiRequest request, JsonLog invocation) {
        JsonBody.check(request);
        var keyHash = IdempotencyKey.hash(request);
        var result = acceptPayment.accept(NewPaymentReader.read(JsonBody.of(request)), keyHash);
        var id = result.payment().id();
        invocation.info(result.replayed() ? "payment replayed" : "payment accepted", Map.of("transactionId", id));
        invocation.count(result.replayed() ? "PaymentsReplayed" : "PaymentsAccepted");
        var response = ApiResponse.json(201, result.payment().toJson())
                .with("Location", request.route().path() + "/" + id);
        return result.replayed() ? response.with("Idempotency-Replayed", "true") : response;
    }

    private ApiResponse show(ApiRequest request) {
        var id = PaymentId.parse(request.pathParameters().getOrDefault("id", ""))
                .orElseThrow(() -> Problems.invalid("id", "must be pay_ and 32 hexadecimal digits")
                        .toException());
        return store.find(id)
                .map(payment -> ApiResponse.json(200, payment.toJson()))
                .orElseThrow(() -> Problem.of("payment-not-found", 404, "Payment not found", "")
                        .toException());
    }
}
