package io.tapstack.main.account;

import io.tapstack.main.localaws.LocalClients;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * Clients of AWS's services in one region: with the caller's credentials, as the SDK finds them, or of the emulated AWS.
 *
 * @param endpoint the caller's {@code AWS_ENDPOINT_URL}, which the SDK's own clients read themselves
 */
public record AwsClients(String region, Optional<LocalClients> emulated, Optional<String> endpoint) {

    /** A client of any service. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return emulated.map(local -> local.client(builder)).orElseGet(() -> builder.region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
    }

    /** Where a service is. */
    URI endpoint(String service) {
        return URI.create(emulated.map(LocalClients::endpoint)
                .or(() -> endpoint)
                .orElse("https://" + service + "." + region + ".amazonaws.com"));
    }

    AwsCredentials credentials() {
        return emulated.<AwsCredentials>map(local -> local.root().credentials())
                .orElseGet(() -> DefaultCredentialsProvider.builder().build().resolveCredentials());
    }

    SdkHttpClient http() {
        return emulated.map(LocalClients::http).orElseGet(UrlConnectionHttpClient::create);
    }
}
