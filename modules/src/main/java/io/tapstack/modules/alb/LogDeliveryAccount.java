package io.tapstack.modules.alb;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/**
 * The account of Elastic Load Balancing that writes access logs in a region that is older than August 2022; younger ones
 * have none.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html">Enable
 *     access logs for your Application Load Balancer, step 2</a>
 */
final class LogDeliveryAccount {
    private static final Map<String, String> BY_REGION = Map.ofEntries(
            entry("af-south-1", "098369216593"),
            entry("ap-east-1", "754344448648"),
            entry("ap-northeast-1", "582318560864"),
            entry("ap-northeast-2", "600734575887"),
            entry("ap-northeast-3", "383597477331"),
            entry("ap-south-1", "718504428378"),
            entry("ap-southeast-1", "114774131450"),
            entry("ap-southeast-2", "783225319266"),
            entry("ap-southeast-3", "589379963580"),
            entry("ca-central-1", "985666609251"),
            entry("eu-central-1", "054676820928"),
            entry("eu-north-1", "897822967062"),
            entry("eu-south-1", "635631232127"),
            entry("eu-west-1", "156460612806"),
            entry("eu-west-2", "652711504416"),
            entry("eu-west-3", "009996457667"),
            entry("me-south-1", "076674570225"),
            entry("sa-east-1", "507241528517"),
            entry("us-east-1", "127311923021"),
            entry("us-east-2", "033677994240"),
            entry("us-west-1", "027434742980"),
            entry("us-west-2", "797873946194"));

    private LogDeliveryAccount() {}

    /** Its id, where the region has one. */
    static Optional<String> of(String region) {
        return Optional.ofNullable(BY_REGION.get(region));
    }
}
