package io.tapstack.main.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.terraform.StackState.Resource;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** One harmless request through a system, as a stranger sends it. */
final class RequestChecks {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    static final List<Check> ALL = List.of(
            Check.of("api-request", "aws_api_gateway_stage")
                    .promises(
                            "a request without credentials is answered with 401 or 403",
                            List.of(),
                            RequestChecks::strangerIsRefused),
            Check.of("page-request", "aws_cloudfront_distribution")
                    .promises("the page is answered with 200", List.of(), RequestChecks::pageIsServed));

    private RequestChecks() {}

    private static Outcome strangerIsRefused(Subject stage) {
        String path = pathToRead(stage);
        int status = get(stage, URI.create(base(stage) + path));
        return status == UNAUTHORIZED || status == FORBIDDEN
                ? Outcome.passed()
                : Outcome.failed(
                        "GET " + path + " without credentials was answered with " + status,
                        status == OK ? Outcome.DEPLOY : "read the API's access and execution logs");
    }

    /** The first path of the API's definition that clients may read with credentials. */
    private static String pathToRead(Subject stage) {
        for (Resource api : stage.stack().ofType("aws_api_gateway_rest_api")) {
            if (api.text("id").equals(stage.text("rest_api_id"))) {
                for (Map.Entry<String, JsonNode> path :
                        json(api.text("body")).path("paths").properties()) {
                    if (!path.getValue().at("/get/security").isEmpty()) {
                        return path.getKey().replaceAll("\\{\\w+}", "none");
                    }
                }
            }
        }
        return "/";
    }

    /** The API's own domain if it has one. The emulated AWS has no names for its APIs, but paths. */
    static String base(Subject stage) {
        String api = stage.text("rest_api_id");
        String name = stage.text("stage_name");
        return stage.account()
                .endpoint()
                .map(endpoint -> endpoint + "/_execute-api/" + api + "/" + name)
                .orElseGet(() -> stage.stack().ofType("aws_api_gateway_base_path_mapping").stream()
                        .filter(mapping -> mapping.text("api_id").equals(api))
                        .map(mapping -> "https://" + mapping.text("domain_name")
                                + (mapping.text("base_path").isEmpty() ? "" : "/" + mapping.text("base_path")))
                        .findFirst()
                        .orElse(stage.text("invoke_url")));
    }

    private static Outcome pageIsServed(Subject distribution) {
        String alias = distribution.at("/aliases/0").asText(distribution.text("domain_name"));
        URI page = URI.create(distribution
                .account()
                .endpoint()
                .map(endpoint -> endpoint + "/_cloudfront/" + distribution.text("id") + "/")
                .orElse("https://" + alias + "/"));
        int status = get(distribution, page);
        return status == OK
                ? Outcome.passed()
                : Outcome.failed("GET / was answered with " + status, "read the distribution's access log");
    }

    private static int get(Subject subject, URI uri) {
        HttpExecuteRequest request = HttpExecuteRequest.builder()
                .request(SdkHttpRequest.builder()
                        .method(SdkHttpMethod.GET)
                        .uri(uri)
                        .build())
                .build();
        try {
            HttpExecuteResponse response =
                    subject.account().http().prepareRequest(request).call();
            response.responseBody().ifPresent(AbortableInputStream::abort);
            return response.httpResponse().statusCode();
        } catch (IOException e) {
            throw SdkClientException.create(uri.getHost() + ": " + e, e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.isEmpty() ? "{}" : text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the API's definition in the state is not JSON", e);
        }
    }
}
