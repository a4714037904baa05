package io.tapstack.main.leftovers;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * An account with the caller's rights.
 *
 * @param s3 empties buckets; all other services get plain requests
 */
public record Access(String region, AwsApi api, S3Client s3) implements AutoCloseable {

    /** @param endpoint of every service, in place of AWS's own: the emulated AWS */
    public static Access of(
            Optional<URI> endpoint, String region, AwsCredentialsProvider credentials, SdkHttpClient client) {
        S3ClientBuilder s3 = S3Client.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClient(client);
        endpoint.ifPresent(uri -> s3.endpointOverride(uri).forcePathStyle(true));
        return new Access(region, new AwsApi(endpoint, credentials, client), s3.build());
    }

    Answer send(Leftover resource, Call call) {
        return api.send(resource.region().orElse(region), call);
    }

    @Override
    public void close() {
        s3.close();
    }
}
