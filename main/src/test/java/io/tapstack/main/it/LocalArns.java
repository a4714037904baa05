package io.tapstack.main.it;

import software.amazon.awssdk.services.kms.KmsClient;

/** ARNs of what is in the local environment's account. */
final class LocalArns {
    private LocalArns() {}

    static String of(String service, String resource) {
        return "arn:aws:%s:eu-central-1:123456789012:%s".formatted(service, resource);
    }

    static String table(String name) {
        return of("dynamodb", "table/" + name);
    }

    static String queue(String name) {
        return of("sqs", name);
    }

    static String function(String name) {
        return of("lambda", "function:" + name);
    }

    static String stream(String logGroup) {
        return of("logs", "log-group:" + logGroup + ":log-stream:tried");
    }

    static String role(String name) {
        return "arn:aws:iam::123456789012:role/" + name;
    }

    static String object(String bucket, String key) {
        return "arn:aws:s3:::" + bucket + "/" + key;
    }

    /** The key's own ARN: IAM is not asked about aliases. */
    static String key(EmulatedAccount account, String alias) {
        try (KmsClient kms = account.client(KmsClient.builder())) {
            return kms.describeKey(request -> request.keyId(alias))
                    .keyMetadata()
                    .arn();
        }
    }
}
