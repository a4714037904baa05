package io.tapstack.lambda.shared;

import java.util.UUID;
import java.util.regex.Pattern;

/** Picks the id that ties a request, its log lines and its answer together. */
public final class CorrelationId {
    /** The request and response header. */
    public static final String HEADER = "X-Correlation-Id";

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private CorrelationId() {}

    /**
     * The caller's id where it is short, plain and no card number (it is logged), else API Gateway's, else a new one.
     */
    public static String of(ApiRequest request) {
        return request.header(HEADER)
                .filter(CorrelationId::isSafe)
                .orElseGet(() -> isSafe(request.caller().requestId())
                        ? request.caller().requestId()
                        : UUID.randomUUID().toString());
    }

    private static boolean isSafe(String id) {
        return SAFE.matcher(id).matches() && !CardNumbers.isIn(id);
    }
}
