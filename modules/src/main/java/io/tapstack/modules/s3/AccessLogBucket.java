package io.tapstack.modules.s3;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * Where S3 reports each request to the other buckets of a system (C10; FSBP S3.9). Encrypted with S3's own keys,
 * because log delivery takes no others; without access logs of its own, because those would breed more.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html">Enabling
 *     Amazon S3 server access logging</a>
 */
public final class AccessLogBucket extends Construct {
    private final SecureBucket.Ref ref;

    /**
     * @param name for example {@code BucketName.random("access-logs")}
     * @param source name of the buckets that report here, {@code *} for its random part
     * @param settings Object Lock is not possible here: S3 could not deliver
     */
    public record Props(Deployment deployment, BucketName name, BucketSettings settings, String source) {
        public Props {
            if (settings.objectLock().isPresent()) {
                throw new IllegalArgumentException("S3 delivers no access logs to a bucket with Object Lock");
            }
        }

        public Props(Deployment deployment, BucketSettings settings, String source) {
            this(deployment, BucketName.random("access-logs"), settings, source);
        }
    }

    public AccessLogBucket(Construct scope, String id, Props props) {
        super(scope, id);
        this.ref = new SecureBucket(
                        this,
                        "logs",
                        new SecureBucket.Props(
                                props.deployment,
                                props.name,
                                props.settings,
                                BucketEncryption.s3Managed(),
                                Optional.empty(),
                                arn -> List.of(delivery(props.deployment, props.source, arn))))
                .ref();
    }

    public SecureBucket.Ref ref() {
        return ref;
    }

    private static Statement delivery(Deployment deployment, String source, String arn) {
        Account account = deployment.account();
        return Statement.allow("AccessLogDelivery")
                .byService("logging.s3.amazonaws.com")
                .to("s3:PutObject")
                .on(arn + "/*")
                .when(
                        Condition.sourceAccount(account),
                        Condition.arnLike("aws:SourceArn", "arn:" + account.partition() + ":s3:::" + source));
    }
}
