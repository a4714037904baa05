package io.tapstack.modules.alb;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.s3.BucketEncryption;
import io.tapstack.modules.s3.BucketName;
import io.tapstack.modules.s3.BucketSettings;
import io.tapstack.modules.s3.SecureBucket;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * Where one load balancer writes its access logs (B5; FSBP ELB.5). Encrypted with S3's own keys, because Elastic Load
 * Balancing takes no others.
 *
 * <p>Elastic Load Balancing writes as a service, in regions older than August 2022 as an account of its own too. Neither
 * has a condition: with {@code aws:SourceArn} real applies failed with "Access Denied for bucket" (epiph11/ArkCloudInfra,
 * eu-west-1). The key's prefix names the account whose load balancers may write.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html">Enable
 *     access logs for your Application Load Balancer</a>
 */
final class LoadBalancerLogs extends Construct {
    private final SecureBucket.Ref ref;

    record Props(Deployment deployment, BucketSettings settings, String accessLogBucketName) {}

    LoadBalancerLogs(Construct scope, String id, Props props) {
        super(scope, id);
        this.ref = new SecureBucket(
                        this,
                        "logs",
                        new SecureBucket.Props(
                                props.deployment,
                                BucketName.random("alb-logs"),
                                props.settings,
                                BucketEncryption.s3Managed(),
                                Optional.of(props.accessLogBucketName),
                                arn -> delivery(props.deployment.account(), arn)))
                .ref();
    }

    SecureBucket.Ref ref() {
        return ref;
    }

    private static List<Statement> delivery(Account account, String bucketArn) {
        String ours = bucketArn + "/AWSLogs/" + account.id() + "/*";
        Statement byService = Statement.allow("LoadBalancerLogDelivery")
                .byService("logdelivery.elasticloadbalancing.amazonaws.com")
                .to("s3:PutObject")
                .on(ours);
        Stream<Statement> byAccount = LogDeliveryAccount.of(account.region()).stream()
                .map(id -> Statement.allow("RegionalLoadBalancerLogDelivery")
                        .byAws("arn:" + account.partition() + ":iam::" + id + ":root")
                        .to("s3:PutObject")
                        .on(ours));
        return Stream.concat(Stream.of(byService), byAccount).toList();
    }
}
