package io.tapstack.main.localaws;

import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Plain HTTP with AWS's signature, as a client of an API with IAM authorisation sends it; to the emulated AWS only. */
public final class SignedHttp {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final String region;
    private final String service;
    private final Duration patience;
    private final AwsCredentialsIdentity identity;

    /** @param service that the signature is made for: {@code execute-api}, {@code logs} */
    public SignedHttp(LocalClients clients, String service) {
        this(clients, service, PATIENCE);
    }

    /** @param patience how long an answer may take */
    public SignedHttp(LocalClients clients, String service, Duration patience) {
        this(clients.region(), service, patience, clients.root().credentials());
    }

    /** @param identity who asks, in place of the account's root */
    public SignedHttp(String region, String service, AwsCredentialsIdentity identity) {
        this(region, service, PATIENCE, identity);
    }

    SignedHttp(String region, String service, Duration patience, AwsCredentialsIdentity identity) {
        this.region = region;
        this.service = service;
        this.patience = patience;
        this.identity = identity;
    }

    public HttpResponse<String> get(URI uri) {
        return send("GET", uri, Map.of(), "");
    }

    public HttpResponse<String> post(URI uri, Map<String, String> headers, String body) {
        return send("POST", uri, headers, body);
    }

    /** @param body none if empty */
    public HttpResponse<String> send(String method, URI uri, Map<String, String> headers, String body) {
        try {
            return client.send(signed(method, uri, headers, body), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Failure(method + " " + uri + " got no answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(method + " " + uri + " was interrupted", e);
        }
    }

    /** The request with its signature, not sent. */
    HttpRequest signed(String method, URI uri, Map<String, String> headers, String body) {
        SdkHttpRequest.Builder unsigned =
                SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri);
        headers.forEach(unsigned::putHeader);
        SignedRequest signed = signer.sign(request -> request.identity(identity)
                .request(unsigned.build())
                .payload(ContentStreamProvider.fromUtf8String(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(patience);
        signed.request().headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) { // the client's own
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
