package io.tapstack.main.account;

import io.tapstack.main.localaws.LocalClients;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** An AWS account, or the emulated one, as its callers see it. Shared by threads; its clients are made once. */
public final class CallerAccount implements AutoCloseable {
    private static final String ENDPOINT_VARIABLE = "AWS_ENDPOINT_URL";
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    private final String region;
    private final Optional<URI> endpoint;
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http;
    private final Map<String, Object> clients = new ConcurrentHashMap<>();
    private final Map<String, Object> answers = new ConcurrentHashMap<>();

    private CallerAccount(
            String region,
            Optional<URI> endpoint,
            AwsCredentialsProvider credentials,
            UrlConnectionHttpClient.Builder http) {
        this.region = region;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.http = http.build();
    }

    /** The emulated account, asked with these credentials. */
    public static CallerAccount emulated(LocalClients clients, AwsCredentials credentials) {
        return new CallerAccount(
                clients.region(),
                Optional.of(URI.create(clients.endpoint())),
                StaticCredentialsProvider.create(credentials),
                LocalClients.httpBuilder());
    }

    /** The account that the caller's credentials open, at AWS or where {@code AWS_ENDPOINT_URL} leads. */
    public static CallerAccount ofCaller(String region, Map<String, String> environment) {
        return new CallerAccount(
                region,
                Optional.ofNullable(environment.get(ENDPOINT_VARIABLE))
                        .filter(url -> !url.isBlank())
                        .map(URI::create),
                DefaultCredentialsProvider.builder().build(),
                UrlConnectionHttpClient.builder());
    }

    /** A client of any service in the account's region. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, region);
    }

    /** A client of any service in a region. */
    @SuppressWarnings("unchecked") // the key holds the builder's type, which decides about the client's
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, String inRegion) {
        return (C) clients.computeIfAbsent(builder.getClass().getName() + " " + inRegion, key -> {
            endpoint.ifPresent(builder::endpointOverride);
            return builder.region(Region.of(inRegion))
                    .credentialsProvider(credentials)
                    .httpClient(http)
                    .build();
        });
    }

    /** The answer to a question that several checks have, asked once. */
    @SuppressWarnings("unchecked") // one type a question
    public <T> T once(String question, Supplier<T> ask) {
        return (T) answers.computeIfAbsent(question, key -> ask.get());
    }

    /** The region in an ARN; the account's own where the ARN is of a global service, or none. */
    public String regionOf(String arn) {
        String[] parts = arn.split(":", -1);
        return parts.length > 3 && parts[0].equals("arn") && !parts[3].isEmpty() ? parts[3] : region;
    }

    public Optional<URI> endpoint() {
        return endpoint;
    }

    /**
     * Signs a request to a service whose client library the project does without, and sends it.
     *
     * @param request without a body's length
     * @param body none if empty
     * @param inRegion that the service's endpoint signs for
     */
    public HttpExecuteResponse send(SdkHttpRequest.Builder request, String body, String service, String inRegion)
            throws IOException {
        ContentStreamProvider payload = ContentStreamProvider.fromUtf8String(body);
        if (!body.isEmpty()) {
            request.putHeader("Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length));
        }
        SignedRequest signed = SIGNER.sign(sign -> sign.identity(credentials.resolveCredentials())
                .request(request.build())
                .payload(payload)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, inRegion));
        HttpExecuteRequest.Builder execute = HttpExecuteRequest.builder().request(signed.request());
        if (!body.isEmpty()) {
            execute.contentStreamProvider(payload);
        }
        return http.prepareRequest(execute.build()).call();
    }

    public String region() {
        return region;
    }

    public SdkHttpClient http() {
        return http;
    }

    @Override
    public void close() {
        http.close();
    }
}
