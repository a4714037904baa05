package io.tapstack.main.leftovers;

import io.tapstack.main.account.CallerAccount;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * An account with the caller's rights.
 *
 * @param s3 empties buckets; all other services get plain requests
 */
public record Access(CallerAccount account, S3Client s3) implements AutoCloseable {

    /** The account, which is closed with it. */
    public static Access of(CallerAccount account) {
        S3ClientBuilder s3 =
                S3Client.builder().forcePathStyle(account.endpoint().isPresent());
        return new Access(account, account.client(s3));
    }

    String region() {
        return account.region();
    }

    Answer send(String region, Call call) {
        return new AwsApi(account).send(region, call);
    }

    Answer send(Leftover resource, Call call) {
        return send(resource.region().orElse(region()), call);
    }

    @Override
    public void close() {
        s3.close();
        account.close();
    }
}
