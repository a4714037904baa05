package io.tapstack.main.leftovers;

import io.tapstack.main.account.CallerAccount;
import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * AWS with the caller's rights, one signed request at a time: the clients of twenty services would be a hundred times the
 * size of the few requests that delete something.
 */
record AwsApi(CallerAccount account) {
    /** Their one endpoint signs for us-east-1. */
    private static final Set<String> GLOBAL = Set.of("cloudfront", "iam", "route53");

    /**
     * @param region ignored by services that have one endpoint
     * @throws Failure if there is no answer
     */
    Answer send(String region, Call call) {
        String place = GLOBAL.contains(call.service()) ? "us-east-1" : region;
        URI uri = account.endpoint().orElseGet(() -> of(call.service(), place)).resolve(call.path());
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(call.method()))
                .uri(uri);
        call.headers().forEach(request::putHeader);
        try {
            return read(account.send(request, call.body(), call.service(), place));
        } catch (IOException e) {
            throw new Failure(uri.getHost() + " does not answer: " + e.getMessage(), e);
        }
    }

    private static Answer read(HttpExecuteResponse response) throws IOException {
        String body = "";
        if (response.responseBody().isPresent()) {
            try (InputStream content = response.responseBody().get()) {
                body = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        return new Answer(
                response.httpResponse().statusCode(),
                body,
                response.httpResponse().firstMatchingHeader("ETag").orElse(""));
    }

    /** @see <a href="https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html">Service endpoints</a> */
    private static URI of(String service, String region) {
        String host = service.equals("ses") ? "email" : service;
        return URI.create("https://" + host + (GLOBAL.contains(service) ? "" : "." + region) + ".amazonaws.com/");
    }
}
