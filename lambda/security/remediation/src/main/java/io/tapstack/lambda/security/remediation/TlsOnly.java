package io.tapstack.lambda.security.remediation;

import java.util.Map;

/**
 * Adds to a bucket's policy that requests without TLS are denied. S3 has no conditional write of policies: who changes
 * the policy in the moment between reading and writing loses that change, as with every tool.
 */
record TlsOnly(Buckets buckets, String partition) implements Remedy {
    @Override
    public Map<String, String> tags(Finding.Resource bucket) {
        return buckets.tags(bucket);
    }

    @Override
    public Diagnosis diagnose(Finding.Resource bucket) {
        var policy = BucketPolicy.of(buckets.policy(bucket), "arn:" + partition + ":s3:::" + bucket.id());
        return policy.deniesCleartext()
                ? Diagnosis.inOrder()
                : Diagnosis.curable(
                        "no statement denies requests without TLS",
                        () -> buckets.replacePolicy(
                                bucket, policy.withCleartextDenied().json()));
    }
}
