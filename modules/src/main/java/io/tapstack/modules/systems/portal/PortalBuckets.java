package io.tapstack.modules.systems.portal;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.s3.AccessLogBucket;
import io.tapstack.modules.s3.BucketEncryption;
import io.tapstack.modules.s3.BucketName;
import io.tapstack.modules.s3.SecureBucket;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * The buckets that neither the distribution nor the load balancer brings along.
 *
 * @param artifacts what the instances run
 * @param accessLogs each request to all others
 */
record PortalBuckets(SecureBucket.Ref artifacts, SecureBucket.Ref accessLogs) {

    static PortalBuckets in(
            Construct scope, Deployment deployment, PortalDataSettings settings, EncryptionKey.Ref key) {
        SecureBucket.Ref accessLogs = new AccessLogBucket(
                        scope,
                        "access-logs",
                        new AccessLogBucket.Props(
                                deployment, settings.bucket(settings.accessLogs()), deployment.name("*")))
                .ref();
        SecureBucket.Ref artifacts = new SecureBucket(
                        scope,
                        "artifacts",
                        new SecureBucket.Props(
                                deployment,
                                BucketName.random("artifacts"),
                                settings.bucket(settings.files()),
                                BucketEncryption.kms(key),
                                Optional.of(accessLogs.name()),
                                arn -> List.of()))
                .ref();
        return new PortalBuckets(artifacts, accessLogs);
    }
}
