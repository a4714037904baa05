package io.tapstack.lambda.payments.api;

import io.tapstack.lambda.shared.ApiRequest;
import io.tapstack.lambda.shared.ApiResponse;
import io.tapstack.lambda.shared.CorrelationId;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The API: routes a request, answers every failure with a problem document, logs what happened by id. Whatever is sent,
 * the answer is a response, never an exception.
 */
public final class PaymentsApi {
    private static final int LONGEST_BODY = 8 * 1024;
    private static final Pattern JSON_TYPE =
            Pattern.compile("application/json(\\s*;\\s*charset=\"?utf-8\"?)?", Pattern.CASE_INSENSITIVE);

    private final AcceptPayment acceptPayment;
    private final PaymentStore store;
    private final ListPayments listPayments;
    private final String allowedOrigin;
    private final JsonLog log;

    /** @param allowedOrigin value of Access-Control-Allow-Origin on every answer */
    PaymentsApi(AcceptPayment acceptPayment, PaymentStore store, String allowedOrigin, JsonLog log) {
        this.acceptPayment = acceptPayment;
        this.store = store;
        this.listPayments = new ListPayments(store);
        this.allowedOrigin = allowedOrigin;
        this.log = log;
    }

    /** Answers one request. */
    public ApiResponse answer(ApiRequest request) {
        var correlationId = CorrelationId.of(request);
        var invocation = log.forInvocation(correlationId);
        ApiResponse response;
        try {
            response = route(request, invocation);
        } catch (Problem.ProblemException e) {
            invocation.info("refused", Map.of("problem", e.problem().slug()));
            invocation.count("PaymentsApiRefused");
            response = e.problem().toResponse(correlationId);
        } catch (PaymentStore.UnavailableException e) {
            invocation.error("payment store unavailable", e, Map.of());
            response = Problem.unavailable().toResponse(correlationId);
        } catch (RuntimeException e) {
            invocation.error("unexpected failure", e, Map.of());
            response = Problem.internalError().toResponse(correlationId);
        }
        invocation.info(
                "answered",
                Map.of(
                        "method", request.route().method(),
                        "resource", request.route().resource(),
                        "status", response.status()));
        return response.withStandardHeaders(allowedOrigin, correlationId);
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
        if (!JSON_TYPE.matcher(request.header("Content-Type").orElse("")).matches()) {
            throw Problems.unsupportedMediaType().toException();
        }
        if (request.body().getBytes(StandardCharsets.UTF_8).length > LONGEST_BODY) {
            throw Problems.bodyTooLarge().toException();
        }
        var keyHash = IdempotencyKey.hash(request);
        var result = acceptPayment.accept(NewPaymentReader.read(request.body()), keyHash);
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
                .orElseThrow(() -> Problems.paymentNotFound().toException());
    }
}
