package io.tapstack.main.it;

import io.tapstack.main.localaws.LocalClients;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.route53.Route53Client;

/**
 * The account in an emulated AWS, asked through AWS's own SDK: what is there, not what we wrote.
 *
 * @param credentials who asks
 */
record EmulatedAccount(LocalClients root, AwsCredentials credentials) implements AccountClients {

    static final String ID = "123456789012";

    /** Asked by the account's root. */
    EmulatedAccount(LocalClients root) {
        this(root, root.root().credentials());
    }

    String endpoint() {
        return root.endpoint();
    }

    String region() {
        return root.region();
    }

    /** The id of a new zone of Route 53. */
    String hostedZone(String domain) {
        try (Route53Client dns = client(Route53Client.builder())) {
            return dns.createHostedZone(request -> request.name(domain).callerReference("it"))
                    .hostedZone()
                    .id()
                    .replace("/hostedzone/", "");
        }
    }

    /** The same account with the rights of another caller. */
    EmulatedAccount as(AwsCredentials other) {
        return new EmulatedAccount(root, other);
    }

    @Override
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return root.client(builder, credentials);
    }
}
