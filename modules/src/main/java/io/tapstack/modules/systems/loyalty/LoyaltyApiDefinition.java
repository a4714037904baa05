package io.tapstack.modules.systems.loyalty;

import io.tapstack.modules.apigateway.ApiDefinition;
import io.tapstack.modules.apigateway.Cors;
import java.util.List;
import java.util.Map;

/** The loyalty API as OpenAPI (L2). */
final class LoyaltyApiDefinition {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT");
    private static final List<String> HEADERS =
            List.of("Content-Type", "Authorization", "Idempotency-Key", "X-Correlation-Id");

    private LoyaltyApiDefinition() {}

    /**
     * The document as JSON text.
     *
     * @param name the API's name
     * @param functionUri invoke ARN of the function behind the API; may be a token
     * @param userPoolArn whose ID tokens the API takes; may be a token
     * @param allowedOrigin the web origin that may call the API, or {@code *}
     */
    static String json(String name, String functionUri, String userPoolArn, String allowedOrigin) {
        return ApiDefinition.of(LoyaltyApiDefinition.class)
                .json(name, functionUri, new Cors(allowedOrigin, METHODS, HEADERS), Map.of("userPoolArn", userPoolArn));
    }
}
