package io.tapstack.lambda.payments.ledger;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Makes tokens to log into RDS with: a request to connect, signed with the function's role and good for 15 minutes.
 *
 * <p>The SDK's signer does all of it; the RDS client, whose utilities do the same, would add its whole model to the jar.
 */
final class RdsToken {
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private RdsToken() {}

    static String of(String host, int port, String user, String region, AwsCredentialsIdentity identity, Clock clock) {
        var request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("https://" + host + ":" + port + "/"))
                .putRawQueryParameter("Action", "connect")
                .putRawQueryParameter("DBUser", user)
                .build();
        var signed = AwsV4HttpSigner.create().sign(sign -> sign.identity(identity)
                .request(request)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, LIFETIME));
        return signed.request().getUri().toString().substring("https://".length());
    }
}
