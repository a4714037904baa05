package io.tapstack.main.tap;

import io.tapstack.main.console.Failure;
import io.tapstack.main.leftovers.Access;
import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.terraform.AwsProfiles;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.Problems;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** The account of an environment: the emulated AWS, or the one that the caller's credentials open. */
record AccountAccess(Session session) {

    /** @throws Failure if the credentials are another account's than {@code cdktf.json} names */
    Access to(Environment environment, Account account) {
        Problems.refuse("context.tapstack.environments." + environment.id(), account);
        if (environment == Environment.LOCAL) {
            LocalAws aws = new LocalAws(session);
            LocalClients clients = aws.clients(aws.required(), account.region());
            return Access.of(
                    Optional.of(URI.create(clients.endpoint())),
                    account.region(),
                    StaticCredentialsProvider.create(clients.root().credentials()),
                    clients.http());
        }
        AwsProfiles.check(session.machine());
        AwsCredentialsProvider credentials =
                DefaultCredentialsProvider.builder().build();
        isOf(account, credentials);
        return Access.of(
                session.machine().variable("AWS_ENDPOINT_URL").map(URI::create),
                account.region(),
                credentials,
                UrlConnectionHttpClient.create());
    }

    private static void isOf(Account account, AwsCredentialsProvider credentials) {
        try (StsClient sts = StsClient.builder()
                .region(Region.of(account.region()))
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            String actual = sts.getCallerIdentity().account();
            if (!actual.equals(account.id())) {
                throw new Failure("your credentials are of account " + actual + ", cdktf.json names " + account.id());
            }
        } catch (SdkClientException e) {
            throw new Failure("cannot ask AWS whose credentials these are: " + e.getMessage(), e);
        } catch (SdkException e) {
            throw new Failure("AWS refused to say whose credentials these are: " + e.getMessage(), e);
        }
    }
}
