package io.tapstack.modules.systems.security;

import io.tapstack.modules.awsconfig.RecorderAccess;
import io.tapstack.modules.cloudtrail.TrailAccess;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.s3.AccessLogBucket;
import io.tapstack.modules.s3.BucketEncryption;
import io.tapstack.modules.s3.BucketName;
import io.tapstack.modules.s3.BucketSettings;
import io.tapstack.modules.s3.Lifecycle;
import io.tapstack.modules.s3.ObjectLockSettings;
import io.tapstack.modules.s3.SecureBucket;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.constructs.Construct;

/**
 * Where records are kept (S2).
 *
 * @param trail CloudTrail's files
 * @param config AWS Config's history and snapshots
 * @param accessLogs each request to the other two
 */
record SecurityBuckets(SecureBucket.Ref trail, SecureBucket.Ref config, SecureBucket.Ref accessLogs) {

    static SecurityBuckets in(
            Construct scope, Deployment deployment, SecurityDataSettings settings, SecurityKeys keys) {
        SecureBucket.Ref accessLogs = new AccessLogBucket(
                        scope,
                        "access-logs",
                        new AccessLogBucket.Props(
                                deployment,
                                BucketName.purposeFirst("access-logs"),
                                new BucketSettings(settings.accessLogs(), settings.protection(), Optional.empty()),
                                deployment.system() + "-*-" + deployment.suffix() + "-*"))
                .ref();
        Maker maker = new Maker(scope, deployment, settings, accessLogs);
        return new SecurityBuckets(
                maker.make(
                        "trail",
                        settings.trail(),
                        settings.trailLock(),
                        keys.trail(),
                        new TrailAccess(deployment)::bucket),
                maker.make(
                        "config",
                        settings.config(),
                        Optional.empty(),
                        keys.data(),
                        new RecorderAccess(deployment.account())::bucket),
                accessLogs);
    }

    /** What both buckets of records have in common. */
    private record Maker(
            Construct scope, Deployment deployment, SecurityDataSettings settings, SecureBucket.Ref accessLogs) {

        SecureBucket.Ref make(
                String purpose,
                Lifecycle lifecycle,
                Optional<ObjectLockSettings> lock,
                EncryptionKey.Ref key,
                Function<String, List<Statement>> policy) {
            return new SecureBucket(
                            scope,
                            purpose + "-bucket",
                            new SecureBucket.Props(
                                    deployment,
                                    BucketName.purposeFirst(purpose),
                                    new BucketSettings(lifecycle, settings.protection(), lock),
                                    BucketEncryption.kms(key),
                                    Optional.of(accessLogs.name()),
                                    policy))
                    .ref();
        }
    }
}
