package io.tapstack.lambda.shared;

import java.util.List;

/** The problems every API here answers with; part of their contract. */
public final class Problems {
    private Problems() {}

    public static Problem invalid(List<Problem.FieldError> errors) {
        return Problem.of("invalid-request", 400, "Invalid request", "")
                .withErrors(errors.toArray(Problem.FieldError[]::new));
    }

    public static Problem invalid(String field, String message) {
        return invalid(List.of(new Problem.FieldError(field, message)));
    }

    public static Problem malformedJson() {
        return Problem.of(
                "malformed-json", 400, "Malformed JSON", "The body must be one JSON object without duplicate members.");
    }

    public static Problem cardNumber(int status, String field) {
        return Problem.of("card-number", status, "Card number refused", "Card numbers must not be sent here.")
                .withErrors(new Problem.FieldError(field, "must not contain a card number"));
    }

    public static Problem keyReused() {
        return Problem.of(
                "idempotency-key-reused",
                422,
                "Idempotency-Key reused",
                "This Idempotency-Key was used for a different request.");
    }

    public static Problem bodyTooLarge() {
        return Problem.of("body-too-large", 413, "Body too large", "The body must not be longer than 8 KiB.");
    }

    public static Problem unsupportedMediaType() {
        return Problem.of(
                "unsupported-media-type", 415, "Unsupported media type", "Content-Type must be application/json.");
    }

    public static Problem routeNotFound() {
        return Problem.of("not-found", 404, "Not found", "");
    }

    public static Problem methodNotAllowed(String allowed) {
        return Problem.of("method-not-allowed", 405, "Method not allowed", "").withHeader("Allow", allowed);
    }
}
