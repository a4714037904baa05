package io.tapstack.main.verify;

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
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * Calls of a service that speaks JSON, where a client library of its own would be much for a question or two. Fails as
 * the SDK's clients do.
 *
 * @param service the prefix of its endpoint, which it signs for as well
 */
record JsonCall(Account account, String service, String region) {
    private static final String TYPE = "application/x-amz-json-1.1";
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    /**
     * An action of the protocol JSON 1.1.
     *
     * @param target prefix and action, with a full stop between them
     */
    JsonNode action(String target, Map<String, ?> input) {
        String body = new ObjectMapper().valueToTree(input).toString();
        return answer(
                request(SdkHttpMethod.POST, "/", body)
                        .putHeader("Content-Type", TYPE)
                        .putHeader("X-Amz-Target", target)
                        .build(),
                body);
    }

    /** An action of the protocol REST JSON without a body. */
    JsonNode get(String path) {
        return answer(request(SdkHttpMethod.GET, path, "").build(), "");
    }

    /** One with a body. */
    JsonNode post(String path, Map<String, ?> input) {
        String body = new ObjectMapper().valueToTree(input).toString();
        return answer(
                request(SdkHttpMethod.POST, path, body)
                        .putHeader("Content-Type", "application/json")
                        .build(),
                body);
    }

    private SdkHttpRequest.Builder request(SdkHttpMethod method, String path, String body) {
        URI base = account.endpoint()
                .orElseGet(() ->
                        URI.create("https://" + ServiceMetadata.of(service).endpointFor(Region.of(region))));
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(method).uri(base).encodedPath(path);
        return body.isEmpty()
                ? request
                : request.putHeader("Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length));
    }

    private JsonNode answer(SdkHttpRequest request, String body) {
        SignedRequest signed =
                SIGNER.sign(sign -> sign.identity(account.credentials().resolveCredentials())
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        HttpExecuteRequest.Builder execute = HttpExecuteRequest.builder().request(signed.request());
        if (!body.isEmpty()) {
            execute.contentStreamProvider(ContentStreamProvider.fromUtf8String(body));
        }
        try {
            HttpExecuteResponse response =
                    account.http().prepareRequest(execute.build()).call();
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
