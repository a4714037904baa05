package io.tapstack.main.it;

import io.tapstack.browser.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** A client of the deployed payments API. */
final class PaymentsApi {
    private static final Set<String> SET_BY_CLIENT = Set.of("host", "content-length");
    private static final Duration PATIENCE = Patience.LIMIT;

    private final AwsCredentials identity;
    private final String base;
    private final Clock clock;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    /** @param identity who calls */
    PaymentsApi(AwsCredentials identity, String base) {
        this(identity, base, Clock.systemUTC());
    }

    private PaymentsApi(AwsCredentials identity, String base, Clock clock) {
        this.identity = identity;
        this.base = base;
        this.clock = clock;
    }

    /** A client whose clock is another one. */
    PaymentsApi at(Clock other) {
        return new PaymentsApi(identity, base, other);
    }

    HttpResponse<String> post(String idempotencyKey, String body) {
        return signed(
                SdkHttpMethod.POST,
                "/payment",
                Map.of("Idempotency-Key", idempotencyKey, "Content-Type", "application/json"),
                body);
    }

    HttpResponse<String> get(String path) {
        return signed(SdkHttpMethod.GET, path, Map.of(), "");
    }

    /** The same request from so many connections at once; fails if any gets no answer. */
    List<HttpResponse<String>> getInParallel(String path, int connections) {
        List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, connections)
                .mapToObj(any -> http.sendAsync(
                        sign(SdkHttpMethod.GET, path, Map.of(), "")
                                .timeout(PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();
        return all.stream().map(CompletableFuture::join).toList();
    }

    HttpResponse<String> unsigned(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    HttpResponse<String> options(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://example.com")
                .header("Access-Control-Request-Method", "POST"));
    }

    private HttpResponse<String> signed(SdkHttpMethod method, String path, Map<String, String> headers, String body) {
        return send(sign(method, path, headers, body));
    }

    private HttpRequest.Builder sign(SdkHttpMethod method, String path, Map<String, String> headers, String body) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder().method(method).uri(URI.create(base + path));
        headers.forEach(request::putHeader);
        SignedRequest signed = signer.sign(sign -> sign.identity(identity)
                .request(request.build())
                .payload(ContentStreamProvider.fromUtf8String(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, clock));
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path))
                .method(
                        method.name(),
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        signed.request().forEachHeader((name, values) -> {
            if (!SET_BY_CLIENT.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        return builder;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer from " + base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
