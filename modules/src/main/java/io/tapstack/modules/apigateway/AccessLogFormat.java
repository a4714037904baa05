package io.tapstack.modules.apigateway;

import io.tapstack.modules.core.Json;
import java.util.HashMap;
import java.util.Map;

/**
 * One JSON object for each request. Who, when, what, how it ended, how long it took; no query strings, headers or
 * bodies, which may be personal.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html">
 *     Variables for access logging for API Gateway</a>
 */
final class AccessLogFormat {
    private AccessLogFormat() {}

    static String json() {
        Map<String, String> fields = new HashMap<>();
        fields.put("requestId", "$context.requestId");
        fields.put("extendedRequestId", "$context.extendedRequestId");
        fields.put("xrayTraceId", "$context.xrayTraceId");
        fields.put("requestTime", "$context.requestTime");
        fields.put("ip", "$context.identity.sourceIp");
        fields.put("caller", "$context.identity.caller");
        fields.put("user", "$context.identity.user");
        fields.put("userAgent", "$context.identity.userAgent");
        fields.put("httpMethod", "$context.httpMethod");
        fields.put("resourcePath", "$context.resourcePath");
        fields.put("protocol", "$context.protocol");
        fields.put("status", "$context.status");
        fields.put("responseLength", "$context.responseLength");
        fields.put("responseLatency", "$context.responseLatency");
        fields.put("integrationStatus", "$context.integration.status");
        fields.put("integrationLatency", "$context.integration.latency");
        fields.put("integrationError", "$context.integration.error");
        fields.put("errorType", "$context.error.responseType");
        fields.put("wafResponse", "$context.wafResponseCode");
        return Json.text(fields);
    }
}
