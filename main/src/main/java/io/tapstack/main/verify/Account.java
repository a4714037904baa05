package io.tapstack.main.verify;

import io.tapstack.main.localaws.LocalClients;
import java.net.URI;
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
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** An AWS account, or the emulated one, as its callers see it. Shared by threads; its clients are made once. */
public final class Account implements AutoCloseable {
    private static final String ENDPOINT_VARIABLE = "AWS_ENDPOINT_URL";

    private final String region;
    private final Optional<URI> endpoint;
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http;
    private final Map<String, Object> clients = new ConcurrentHashMap<>();
    private final Map<String, Object> answers = new ConcurrentHashMap<>();

    private Account(
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
    public static Account emulated(LocalClients clients, AwsCredentials credentials) {
        ProxyConfiguration noProxy = ProxyConfiguration.builder()
                .useEnvironmentVariablesValues(false)
                .useSystemPropertyValues(false)
                .build();
        return new Account(
                clients.region(),
                Optional.of(URI.create(clients.endpoint())),
                StaticCredentialsProvider.create(credentials),
                UrlConnectionHttpClient.builder().proxyConfiguration(noProxy));
    }

    /** The account that the caller's credentials open, at AWS or where {@code AWS_ENDPOINT_URL} leads. */
    public static Account ofCaller(String region, Map<String, String> environment) {
        return new Account(
                region,
                Optional.ofNullable(environment.get(ENDPOINT_VARIABLE))
                        .filter(url -> !url.isBlank())
                        .map(URI::create),
                DefaultCredentialsProvider.builder().build(),
                UrlConnectionHttpClient.builder());
    }

    /** A client of any service in a region. */
    @SuppressWarnings("unchecked") // the key holds the builder's type, which decides about the client's
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, String inRegion) {
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
    <T> T once(String question, Supplier<T> ask) {
        return (T) answers.computeIfAbsent(question, key -> ask.get());
    }

    /** The region in an ARN; the account's own where the ARN is of a global service, or none. */
    String regionOf(String arn) {
        String[] parts = arn.split(":", -1);
        return parts.length > 3 && parts[0].equals("arn") && !parts[3].isEmpty() ? parts[3] : region;
    }

    Optional<URI> endpoint() {
        return endpoint;
    }

    AwsCredentialsProvider credentials() {
        return credentials;
    }

    SdkHttpClient http() {
        return http;
    }

    @Override
    public void close() {
        http.close();
    }
}
