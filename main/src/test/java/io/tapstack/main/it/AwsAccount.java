package io.tapstack.main.it;

import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.process.Machine;
import io.tapstack.main.process.Program;
import io.tapstack.main.terraform.TerraformEnvironment;
import io.tapstack.main.terraform.TerraformProgram;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * An account as every program finds it, by its environment variables. The emulated one differs from one of AWS in what
 * {@code AWS_ENDPOINT_URL} says.
 */
record AwsAccount(Map<String, String> environment, String region) implements AccountClients {
    private static final Duration PATIENCE = Duration.ofHours(3);
    private static final String KEY = "AWS_ACCESS_KEY_ID";
    private static final String SECRET = "AWS_SECRET_ACCESS_KEY";
    private static final String TOKEN = "AWS_SESSION_TOKEN";

    /** The account that the caller's credentials open. */
    static AwsAccount ofCaller(Checkout checkout, String region) {
        return new AwsAccount(
                TerraformEnvironment.forAccount(Machine.current(), TerraformByHand.cliConfig(checkout)), region);
    }

    static AwsAccount emulated(Checkout checkout, EmulatedAccount account) {
        return new AwsAccount(new TerraformByHand(checkout, account).environment(), account.region());
    }

    /** The id of the account. */
    String id() {
        try (StsClient sts = client(StsClient.builder())) {
            return sts.getCallerIdentity().account();
        }
    }

    /** The same account as a role sees it, for an hour. */
    AwsAccount as(String role) {
        try (StsClient sts = client(StsClient.builder())) {
            Credentials keys = sts.assumeRole(request -> request.roleArn("arn:aws:iam::" + id() + ":role/" + role)
                            .roleSessionName("account-it"))
                    .credentials();
            Map<String, String> other = new TreeMap<>(environment);
            other.keySet().removeAll(Set.of("AWS_PROFILE", "AWS_DEFAULT_PROFILE"));
            other.put(KEY, keys.accessKeyId());
            other.put(SECRET, keys.secretAccessKey());
            other.put(TOKEN, keys.sessionToken());
            return new AwsAccount(other, region);
        }
    }

    /** Terraform in a stack's folder. */
    Program.Result terraform(Path folder, String... arguments) {
        return program(folder, arguments).run(PATIENCE);
    }

    Program program(Path folder, String... arguments) {
        String terraform = TerraformProgram.find(Machine.current()).path().toString();
        return new Program(Commands.of(terraform, arguments), folder, environment);
    }

    AwsCredentials credentials() {
        return provider().resolveCredentials();
    }

    /** Where an API Gateway stage answers, without a slash at the end; {@code url} in AWS. */
    String stage(String api, String stage, String url) {
        return endpoint()
                .map(endpoint -> endpoint + "/_execute-api/" + api + "/" + stage)
                .orElse(url);
    }

    /** Where a CloudFront distribution answers, without a slash at the end; {@code url} in AWS. */
    String distribution(String id, String url) {
        return endpoint().map(endpoint -> endpoint + "/_cloudfront/" + id).orElse(url);
    }

    @Override
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        endpoint().ifPresent(endpoint -> builder.endpointOverride(URI.create(endpoint)));
        return builder.region(Region.of(region))
                .credentialsProvider(provider())
                .httpClientBuilder(
                        endpoint().isPresent() ? LocalClients.httpBuilder() : UrlConnectionHttpClient.builder())
                .build();
    }

    private Optional<String> endpoint() {
        return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL"));
    }

    private AwsCredentialsProvider provider() {
        if (!environment.containsKey(KEY)) {
            return DefaultCredentialsProvider.builder().build();
        }
        String token = environment.getOrDefault(TOKEN, "");
        return StaticCredentialsProvider.create(
                token.isEmpty()
                        ? AwsBasicCredentials.create(environment.get(KEY), environment.get(SECRET))
                        : AwsSessionCredentials.create(environment.get(KEY), environment.get(SECRET), token));
    }
}
