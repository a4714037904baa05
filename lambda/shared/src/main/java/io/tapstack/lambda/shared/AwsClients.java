package io.tapstack.lambda.shared;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * The one way AWS clients are made here: everything explicit, so that no chain of providers is walked at start-up, and
 * bounded, so that a slow service becomes an answer well within the function's own 30 seconds.
 */
public final class AwsClients {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(8);
    private static final int ATTEMPTS = 3;

    private AwsClients() {}

    /** Sets region, credentials, HTTP client, timeouts and retries on a service's builder. */
    public static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configure(
            B builder, Region region) {
        return builder.region(region)
                .credentialsProvider(credentials())
                .httpClientBuilder(http())
                .overrideConfiguration(limits());
    }

    /** The same, in the region that the function runs in. */
    public static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B ofProcess(B builder) {
        var environment = Environment.ofProcess();
        var region = environment.required("AWS_REGION");
        environment.check();
        return configure(builder, Region.of(region));
    }

    /** The same for calls that must not be made twice: none is repeated. */
    public static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B onceOfProcess(B builder) {
        return ofProcess(builder).overrideConfiguration(once());
    }

    /** The HTTP client of them all, for calls without a client of the SDK's. */
    public static SdkHttpClient.Builder<?> http() {
        return Apache5HttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(ATTEMPT)
                .maxConnections(8);
    }

    static ClientOverrideConfiguration once() {
        return limits().toBuilder().retryStrategy(AwsRetryStrategy.doNotRetry()).build();
    }

    static ClientOverrideConfiguration limits() {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(CALL)
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build())
                .build();
    }

    /** The function's role: from the runtime's environment, or with SnapStart from its credentials endpoint. */
    public static AwsCredentialsProvider credentials() {
        return System.getenv("AWS_CONTAINER_CREDENTIALS_FULL_URI") == null
                ? EnvironmentVariableCredentialsProvider.create()
                : ContainerCredentialsProvider.create();
    }
}
