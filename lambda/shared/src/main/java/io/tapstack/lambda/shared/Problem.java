package io.tapstack.lambda.shared;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What went wrong with a request, as RFC 9457 problem details. Everything in it is shown to the caller: it names fields
 * and rules, never values.
 *
 * @param slug last part of the type, {@code urn:tapstack:problem:<slug>}
 * @param status HTTP status, 4xx or 5xx
 * @param title the same for every problem of the type
 * @param detail this occurrence; empty where there is nothing to add
 * @param errors the fields refused and why; empty where no field is to blame
 * @param headers what the status asks for besides, for instance Allow or Retry-After
 */
public record Problem(
        String slug, int status, String title, String detail, List<FieldError> errors, Map<String, String> headers) {
    /** A field refused and the rule it broke. */
    public record FieldError(String field, String message) {}

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    public static Problem of(String slug, int status, String title, String detail) {
        return new Problem(slug, status, title, detail, List.of(), Map.of());
    }

    /** The same problem with the fields to blame instead of a detail. */
    public Problem withErrors(FieldError... fields) {
        return new Problem(slug, status, title, detail, List.of(fields), headers);
    }

    /** The same problem with one header. */
    public Problem withHeader(String name, String value) {
        return new Problem(slug, status, title, detail, errors, Map.of(name, value));
    }

    /** A bug or anything else the caller can do nothing about; says so and no more. */
    public static Problem internalError() {
        return of("internal-error", 500, "Internal error", "");
    }

    /** Something we depend on is overloaded or away; the same request may succeed later. */
    public static Problem unavailable() {
        return of("unavailable", 503, "Temporarily unavailable", "Try again, with the same Idempotency-Key.")
                .withHeader("Retry-After", "2");
    }

    /** The response: problem+json whose instance is the correlation id, so that support can find the logs. */
    public ApiResponse toResponse(String correlationId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "urn:tapstack:problem:" + slug);
        body.put("title", title);
        body.put("status", status);
        if (!detail.isEmpty()) {
            body.put("detail", detail);
        }
        body.put("instance", correlationId);
        if (!errors.isEmpty()) {
            body.put(
                    "errors",
                    errors.stream()
                            .map(error -> Map.of("field", error.field(), "message", error.message()))
                            .toList());
        }
        var response = new ApiResponse(status, headers, Json.write(body));
        return response.with("Content-Type", "application/problem+json");
    }

    /** Carries a problem out of the place that found it. */
    public ProblemException toException() {
        return new ProblemException(this);
    }

    /** A request that ends in a problem. */
    public static final class ProblemException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        private ProblemException(Problem problem) {
            super(problem.slug(), null, false, false);
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }
}
