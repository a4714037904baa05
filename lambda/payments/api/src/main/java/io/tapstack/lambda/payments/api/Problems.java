package io.tapstack.lambda.payments.api;

import io.tapstack.lambda.shared.Problem;
import java.util.List;

/** The problems this API answers with; part of its contract. */
final class Problems {
    private Problems() {}

    static Problem invalid(List<Problem.FieldError> errors) {
        return Problem.of("invalid-request", 400, "Invalid request", "")
                .withErrors(errors.toArray(Problem.FieldError[]::new));
    }

    static Problem invalid(String field, String message) {
        return invalid(List.of(new Problem.FieldError(field, message)));
    }

    static Problem malformedJson() {
        return Problem.of(
                "malformed-json", 400, "Malformed JSON", "The body must be one JSON object without duplicate members.");
    }

    static Problem cardNumber(int status, String field) {
        return Problem.of("card-number", status, "Card number refused", "Card numbers must not be sent here.")
                .withErrors(new Problem.FieldError(field, "must not contain a card number"));
    }

    static Problem keyReused() {
        return Problem.of(
                "idempotency-key-reused",
                422,
                "Idempotency-Key reused",
                "This Idempotency-Key was used for a different request.");
    }

    static Problem bodyTooLarge() {
        return Problem.of("body-too-large", 413, "Body too large", "The body must not be longer than 8 KiB.");
    }

    static Problem unsupportedMediaType() {
        return Problem.of(
                "unsupported-media-type", 415, "Unsupported media type", "Content-Type must be application/json.");
    }

    static Problem paymentNotFound() {
        return Problem.of("payment-not-found", 404, "Payment not found", "");
    }

    static Problem routeNotFound() {
        return Problem.of("not-found", 404, "Not found", "");
    }

    static Problem methodNotAllowed(String allowed) {
        return Problem.of("method-not-allowed", 405, "Method not allowed", "").withHeader("Allow", allowed);
    }
}
