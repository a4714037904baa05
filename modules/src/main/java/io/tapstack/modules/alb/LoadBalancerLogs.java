package io.tapstack.modules.alb;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.s3.BucketEncryption;
import io.tapstack.modules.s3.BucketName;
import io.tapstack.modules.s3.BucketSettings;
import io.tapstack.modules.s3.SecureBucket;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * Where one load balancer writes its access logs (B5; FSBP ELB.5). Encrypted with S3's own keys, because Elastic Load
 * Balancing takes no others.
 *
 * <p>Elastic Load Balancing writes as a service in every region. The accounts, one for each region older than August
 * 2022, that it wrote as before are still let in by AWS where a policy names them; no policy needs to.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html">Enable
 *     access logs for your Application Load Balancer</a>
 */
final class LoadBalancerLogs extends Construct {
    private final SecureBucket.Ref ref;

    /** @param loadBalancer its name */
    record Props(Deployment deployment, BucketSettings settings, String loadBalancer, String accessLogBucketName) {}

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
                                arn -> List.of(delivery(props, arn))))
                .ref();
    }

    SecureBucket.Ref ref() {
        return ref;
    }

    private static Statement delivery(Props props, String bucketArn) {
        Account account = props.deployment.account();
        return Statement.allow("LoadBalancerLogDelivery")
                .byService("logdelivery.elasticloadbalancing.amazonaws.com")
                .to("s3:PutObject")
                .on(bucketArn + "/AWSLogs/" + account.id() + "/*")
                .when(Condition.arnLike(
                        "aws:SourceArn",
                        account.arn("elasticloadbalancing", "loadbalancer/app/" + props.loadBalancer + "/*")));
    }
}
