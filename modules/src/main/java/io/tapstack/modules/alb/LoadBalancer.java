package io.tapstack.modules.alb;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.data_aws_ec2_managed_prefix_list.DataAwsEc2ManagedPrefixList;
import com.hashicorp.cdktf.providers.aws.lb.Lb;
import com.hashicorp.cdktf.providers.aws.lb.LbAccessLogs;
import com.hashicorp.cdktf.providers.aws.lb_target_group.LbTargetGroup;
import com.hashicorp.cdktf.providers.aws.lb_target_group.LbTargetGroupHealthCheck;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.network.AllowedIngress;
import io.tapstack.modules.network.SecurityGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * An Application Load Balancer that answers CloudFront only (B5; FSBP ELB.1, ELB.4, ELB.5, ELB.6, ELB.12, ELB.13,
 * ELB.17): CloudFront's addresses get in by one port, and of their requests those that show the origin's header are
 * passed on. All others get 403.
 *
 * <p>Targets are instances that register themselves, through an Auto Scaling group; their security group must let the
 * load balancer's in.
 */
public final class LoadBalancer extends Construct {
    private static final String CLOUDFRONT_PREFIX_LIST = "com.amazonaws.global.cloudfront.origin-facing";

    private final Props props;
    private final String name;
    private final Ref ref;
    private final ITerraformDependable verification;

    /**
     * @param publicSubnetIds two zones at least, with a way to the internet
     * @param certificateArn of the name that CloudFront knows the load balancer by, in the load balancer's region; when
     *     empty, CloudFront has to come without TLS
     * @param accessLogBucketName where S3 reports who reads the load balancer's logs
     */
    public record Props(
            Deployment deployment,
            LoadBalancerSettings settings,
            String vpcId,
            List<String> publicSubnetIds,
            Optional<String> certificateArn,
            OriginVerification originVerification,
            String accessLogBucketName) {
        public Props {
            Problems.refuse("loadBalancer", settings);
            publicSubnetIds = List.copyOf(publicSubnetIds);
        }
    }

    /**
     * What others may use of a load balancer.
     *
     * @param name the name itself, not a reference to it
     * @param arnSuffix the dimension {@code LoadBalancer} of its metrics
     * @param zoneId of its DNS name, for alias records
     */
    public record Ref(
            String arn,
            String name,
            String arnSuffix,
            String dnsName,
            String zoneId,
            String securityGroupId,
            Target target) {}

    /**
     * What targets need to know.
     *
     * @param arn of the target group; whoever mentions it waits until requests are passed on to it
     * @param arnSuffix the dimension {@code TargetGroup} of its metrics
     */
    public record Target(String arn, String arnSuffix, int port) {}

    public LoadBalancer(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        this.name = props.deployment.name("alb");
        String securityGroupId = securityGroup();
        Lb balancer = balancer(securityGroupId);
        String arn = balancer.getArn();
        LbTargetGroup targets = targetGroup();
        Listeners listeners = new Listeners(
                this,
                "listeners",
                new Listeners.Props(arn, props.certificateArn, props.originVerification, targets.getArn()));
        letCloudFrontIn(securityGroupId, listeners.port());
        this.verification = listeners.passesOn();
        this.ref = new Ref(
                arn,
                name,
                balancer.getArnSuffix(),
                balancer.getDnsName(),
                balancer.getZoneId(),
                securityGroupId,
                new Target(
                        listeners.targetGroupArn(),
                        targets.getArnSuffix(),
                        props.settings.targets().port()));
    }

    public Ref ref() {
        return ref;
    }

    /** For who sends a header's value, and so must say {@code dependsOn}: from then on the value is let in. */
    public ITerraformDependable verification() {
        return verification;
    }

    private String securityGroup() {
        return new SecurityGroup(
                        this,
                        "security-group",
                        new SecurityGroup.Props(props.deployment, "alb", "Load balancer " + name, props.vpcId))
                .ref()
                .id();
    }

    /** One port only: the list fills the group's rules. */
    private void letCloudFrontIn(String securityGroupId, int port) {
        String prefixListId = DataAwsEc2ManagedPrefixList.Builder.create(this, "cloudfront")
                .name(CLOUDFRONT_PREFIX_LIST)
                .build()
                .getId();
        new AllowedIngress(
                this,
                "from-cloudfront",
                new AllowedIngress.Props(prefixListId, securityGroupId, port, "CloudFront to load balancer"));
    }

    private Lb balancer(String securityGroupId) {
        String logBucket = new LoadBalancerLogs(
                        this,
                        "access-logs",
                        new LoadBalancerLogs.Props(props.deployment, props.settings.logs(), props.accessLogBucketName))
                .ref()
                .name();
        return Lb.Builder.create(this, "balancer")
                .name(name)
                .loadBalancerType("application")
                .internal(false)
                .subnets(props.publicSubnetIds)
                .securityGroups(List.of(securityGroupId))
                .idleTimeout(props.settings.idleTimeout().toSeconds())
                .dropInvalidHeaderFields(true)
                .desyncMitigationMode("defensive")
                .enableDeletionProtection(props.settings.protection().isProtected())
                .accessLogs(
                        LbAccessLogs.builder().bucket(logBucket).enabled(true).build())
                .build();
    }

    /** Its port is in its name, so that another port makes a new group before the old one goes. */
    private LbTargetGroup targetGroup() {
        TargetGroupSettings targets = props.settings.targets();
        HealthCheckSettings check = targets.healthCheck();
        return LbTargetGroup.Builder.create(this, "targets")
                .name(props.deployment.name("app-" + targets.port()))
                .targetType("instance")
                .vpcId(props.vpcId)
                .protocol("HTTP")
                .port(targets.port())
                .loadBalancingAlgorithmType("least_outstanding_requests")
                .deregistrationDelay(Long.toString(targets.deregistrationDelay().toSeconds()))
                .healthCheck(LbTargetGroupHealthCheck.builder()
                        .path(check.path())
                        .protocol("HTTP")
                        .matcher("200")
                        .interval(seconds(check.interval()))
                        .timeout(seconds(check.timeout()))
                        .healthyThreshold(check.healthyAfter())
                        .unhealthyThreshold(check.unhealthyAfter())
                        .build())
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build();
    }

    private static Number seconds(Duration duration) {
        return duration.toSeconds();
    }
}
