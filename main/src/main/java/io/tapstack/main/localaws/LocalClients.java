package io.tapstack.main.localaws;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** AWS clients that reach the emulated AWS and nothing else, as the emulated account's root. */
public record LocalClients(String endpoint, String region, RootKey root) {

    /**
     * A client of any service.
     *
     * @param credentials who asks
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, AwsCredentials credentials) {
        return builder.endpointOverride(URI.create(endpoint))
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(httpBuilder())
                .build();
    }

    public S3Client s3() {
        return client(S3Client.builder().forcePathStyle(true), root.credentials());
    }

    public SecretsManagerClient secretsManager() {
        return client(SecretsManagerClient.builder(), root.credentials());
    }

    public StsClient sts() {
        return sts(root.credentials());
    }

    /** @param credentials who asks */
    public StsClient sts(AwsCredentials credentials) {
        return client(StsClient.builder(), credentials);
    }

    /**
     * A session of a role that trusts the account, for an hour, as AWS gives one without a duration.
     *
     * @param name of the session, in the account's records
     */
    public AwsSessionCredentials assume(String role, String name) {
        try (IamClient iam = iam();
                StsClient sts = sts()) {
            String arn = iam.getRole(request -> request.roleName(role)).role().arn();
            Credentials keys = sts.assumeRole(request -> request.roleArn(arn).roleSessionName(name))
                    .credentials();
            return AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
        }
    }

    public IamClient iam() {
        return iam(root.credentials());
    }

    /** @param credentials who asks */
    public IamClient iam(AwsCredentials credentials) {
        return client(IamClient.builder(), credentials);
    }

    static {
        // The SDK reads the caller's profiles whenever it makes a client, also when that gets everything told, and
        // fails on a line it does not understand. Where they are is the one thing to change, for the whole JVM: no
        // command works both with the emulated AWS and in an account.
        System.setProperty("aws.configFile", "/dev/null");
        System.setProperty("aws.sharedCredentialsFile", "/dev/null");
    }

    /** Past every proxy. */
    public static UrlConnectionHttpClient.Builder httpBuilder() {
        return UrlConnectionHttpClient.builder()
                .proxyConfiguration(ProxyConfiguration.builder()
                        .useEnvironmentVariablesValues(false)
                        .useSystemPropertyValues(false)
                        .build());
    }
}
