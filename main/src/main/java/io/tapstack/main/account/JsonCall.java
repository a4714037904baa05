package io.tapstack.main.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * Calls of a service that speaks JSON, where a client library of its own would be much for a question or two. Fails as
 * the SDK's clients do.
 *
 * @param service that it signs for; its endpoint begins so as well, but for SES's
 */
public record JsonCall(CallerAccount account, String service, String region) {
    private static final Map<String, String> ENDPOINTS = Map.of("ses", "email");
    private static final String TYPE = "application/x-amz-json-1.1";

    /**
     * An action of the protocol JSON 1.1.
     *
     * @param target prefix and action, with a full stop between them
     */
    public JsonNode action(String target, Map<String, ?> input) {
        String body = new ObjectMapper().valueToTree(input).toString();
        return answer(
                request(SdkHttpMethod.POST, "/").putHeader("Content-Type", TYPE).putHeader("X-Amz-Target", target),
                body);
    }

    /** An action of the protocol REST JSON without a body. */
    public JsonNode get(String path) {
        return answer(request(SdkHttpMethod.GET, path), "");
    }

    /** One with a body. */
    public JsonNode post(String path, Map<String, ?> input) {
        String body = new ObjectMapper().valueToTree(input).toString();
        return answer(request(SdkHttpMethod.POST, path).putHeader("Content-Type", "application/json"), body);
    }

    private SdkHttpRequest.Builder request(SdkHttpMethod method, String path) {
        URI base = account.endpoint()
                .orElseGet(() -> URI.create("https://"
                        + ServiceMetadata.of(ENDPOINTS.getOrDefault(service, service))
                                .endpointFor(Region.of(region))));
        return SdkHttpRequest.builder().method(method).uri(base).encodedPath(path);
    }

    private JsonNode answer(SdkHttpRequest.Builder request, String body) {
        try {
            HttpExecuteResponse response = account.send(request, body, service, region);
            JsonNode answer = json(response.responseBody());
            if (!response.httpResponse().isSuccessful()) {
                throw error(response, answer);
            }
            return answer;
        } catch (IOException e) {
            throw SdkClientException.create(service + " did not answer: " + e.getMessage(), e);
        }
    }

    private static JsonNode json(Optional<AbortableInputStream> body) throws IOException {
        String text = body.isEmpty() ? "" : new String(body.get().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new ObjectMapper().readTree(text.isEmpty() ? "{}" : text);
        } catch (JsonProcessingException notJson) {
            return new ObjectMapper().createObjectNode();
        }
    }

    private AwsServiceException error(HttpExecuteResponse response, JsonNode answer) {
        String type = response.httpResponse()
                .firstMatchingHeader("x-amzn-ErrorType")
                .orElse(answer.path("__type").asText());
        String message = answer.path("message").asText(answer.path("Message").asText());
        int status = response.httpResponse().statusCode();
        return AwsServiceException.builder()
                .statusCode(status)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName(service)
                        .errorCode(type.replaceAll("^.*#|:.*$", ""))
                        .errorMessage(message)
                        .build())
                .build();
    }
}
