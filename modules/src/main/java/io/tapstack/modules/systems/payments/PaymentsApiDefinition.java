package io.tapstack.modules.systems.payments;

import io.tapstack.modules.apigateway.ApiDefinition;
import io.tapstack.modules.apigateway.Cors;
import java.util.List;
import java.util.Map;

/** The payments API as OpenAPI (P8). */
final class PaymentsApiDefinition {
    private static final List<String> METHODS = List.of("GET", "POST");
    private static final List<String> HEADERS = List.of(
            "Content-Type",
            "Authorization",
            "Idempotency-Key",
            "X-Amz-Date",
            "X-Amz-Security-Token",
            "X-Correlation-Id");

    private PaymentsApiDefinition() {}

    /**
     * The document as JSON text.
     *
     * @param name the API's name
     * @param functionUri invoke ARN of the function behind the API; may be a token
     * @param allowedOrigin the web origin that may call the API, or {@code *}
     */
    static String json(String name, String functionUri, String allowedOrigin) {
        return ApiDefinition.of(PaymentsApiDefinition.class)
                .json(name, functionUri, new Cors(allowedOrigin, METHODS, HEADERS), Map.of());
    }
}
