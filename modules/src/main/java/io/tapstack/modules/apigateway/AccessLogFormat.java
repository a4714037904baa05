package io.tapstack.modules.apigateway;

import io.tapstack.modules.core.Json;
import java.util.HashMap;
import java.util.Map;

/**
 * One JSON object for each request. Who, when, what, how it ended, how long it took; no query strings, headers or
 * bodies, which may be personal. API Gateway puts values in as they are, quotation marks too, so nothing is in it that a
 * client or a failed integration words: a user agent or an error's text would break or forge the line. The execution log
 * has the error.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html">
 *     Variables for access logging for API Gateway</a>
 * @see <a href="https://github.com/DataBiosphere/azul/issues/4348">Quotes or backslashes in fields break API Gateway logs
 *     JSON</a>
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
        fields.put("httpMethod", "$context.httpMethod");
        fields.put("resourcePath", "$context.resourcePath");
        fields.put("protocol", "$context.protocol");
        fields.put("status", "$context.status");
        fields.put("responseLength", "$context.responseLength");
        fields.put("responseLatency", "$context.responseLatency");
        fields.put("integrationStatus", "$context.integration.status");
        fields.put("integrationLatency", "$context.integration.latency");
        fields.put("errorType", "$context.error.responseType");
        fields.put("wafResponse", "$context.wafResponseCode");
        return Json.text(fields);
    }
}
