package io.tapstack.modules.compute;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.Token;
import com.hashicorp.cdktf.providers.aws.autoscaling_group.AutoscalingGroup;
import com.hashicorp.cdktf.providers.aws.autoscaling_group.AutoscalingGroupInstanceRefresh;
import com.hashicorp.cdktf.providers.aws.autoscaling_group.AutoscalingGroupInstanceRefreshPreferences;
import com.hashicorp.cdktf.providers.aws.autoscaling_group.AutoscalingGroupLaunchTemplate;
import com.hashicorp.cdktf.providers.aws.autoscaling_group.AutoscalingGroupTag;
import com.hashicorp.cdktf.providers.aws.launch_template.LaunchTemplate;
import io.tapstack.modules.alb.LoadBalancer;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.iam.ServiceRole;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.network.AllowedTraffic;
import io.tapstack.modules.network.Network;
import io.tapstack.modules.network.SecurityGroup;
import io.tapstack.modules.terraform.StackSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * EC2 instances behind a load balancer, in each of a network's private subnets (B6; FSBP AutoScaling.1, AutoScaling.2,
 * AutoScaling.9): an Auto Scaling group that replaces what the load balancer finds ill, and that brings a new launch
 * template out instance by instance. Where the new ones do not become healthy the old ones stay; to go back is to deploy what
 * was there before.
 */
public final class Fleet extends Construct {
    /** Of what there should be: a new instance answers before an old one goes. */
    private static final int LEAST_HEALTHY_PERCENT = 100;

    private static final int MOST_HEALTHY_PERCENT = 150;

    private final Props props;
    private final String name;
    private final Ref ref;

    /**
     * @param network two zones at least, with endpoints for {@code ssm} and {@code ssmmessages} or a NAT gateway
     * @param topicArn the alerts topic, told when the processors are busy or idle, and when they no longer are
     */
    public record Props(
            Deployment deployment,
            FleetSettings settings,
            Network.Ref network,
            LoadBalancer.Ref loadBalancer,
            Machine machine,
            String topicArn) {
        public Props {
            Problems.refuse("fleet", settings);
        }
    }

    /**
     * What an instance is.
     *
     * @param userData a script that cloud-init runs at the first start, 16 KB at most; no secrets in it, because
     *     everybody on the instance reads it
     * @param grants what it may do beside being reached by Session Manager
     * @param volumeKey lets Auto Scaling in
     * @param madeBefore what has to be there when an instance starts, beside what its user data refers to
     */
    public record Machine(
            String userData,
            List<Statement> grants,
            EncryptionKey.Ref volumeKey,
            List<ITerraformDependable> madeBefore) {
        public Machine {
            grants = List.copyOf(grants);
            madeBefore = List.copyOf(madeBefore);
        }
    }

    /**
     * What others may use of a fleet.
     *
     * @param groupName the dimension {@code AutoScalingGroupName} of its metrics
     * @param securityGroupId of the instances; only the load balancer gets in
     */
    public record Ref(String groupName, String securityGroupId) {}

    public Fleet(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        this.name = props.deployment.name("app");
        String securityGroupId = securityGroup();
        ServiceRole role = role();
        LaunchTemplate template = new InstanceTemplate(
                        this,
                        "template",
                        new InstanceTemplate.Props(
                                props.deployment,
                                props.settings,
                                props.machine,
                                role.ref().name(),
                                securityGroupId))
                .resource();
        String groupName = group(template, role).getName();
        new Scaling(
                this,
                "scaling",
                new Scaling.Props(props.deployment, props.settings, groupName, props.loadBalancer, props.topicArn));
        this.ref = new Ref(groupName, securityGroupId);
    }

    public Ref ref() {
        return ref;
    }

    private String securityGroup() {
        String groupId = new SecurityGroup(
                        this,
                        "security-group",
                        new SecurityGroup.Props(props.deployment, "app", "Instances " + name, props.network.vpcId()))
                .ref()
                .id();
        new AllowedTraffic(
                this,
                "from-load-balancer",
                new AllowedTraffic.Props(
                        props.loadBalancer.securityGroupId(),
                        groupId,
                        props.loadBalancer.target().port(),
                        "Load balancer to instances"));
        return groupId;
    }

    private ServiceRole role() {
        List<Statement> statements = Stream.concat(
                        InstanceAccess.sessions(props.deployment.account()).stream(), props.machine.grants().stream())
                .toList();
        return new ServiceRole(
                this,
                "role",
                new ServiceRole.Props(
                        props.deployment,
                        "app",
                        "Instances " + name,
                        PolicyDocument.trust("ec2.amazonaws.com"),
                        statements));
    }

    /** How many instances it has at the moment is Auto Scaling's to say, so nothing is desired here. */
    private AutoscalingGroup group(LaunchTemplate template, ServiceRole role) {
        long warmUp = props.settings.warmUp().toSeconds();
        AutoscalingGroup group = AutoscalingGroup.Builder.create(this, "group")
                .name(name)
                .minSize(props.settings.capacity().least())
                .maxSize(props.settings.capacity().most())
                .vpcZoneIdentifier(props.network.privateSubnetIds())
                .launchTemplate(AutoscalingGroupLaunchTemplate.builder()
                        .id(template.getId())
                        // A number and not $Latest, of which no change would be seen.
                        .version(Token.asString(template.getLatestVersion()))
                        .build())
                .targetGroupArns(List.of(props.loadBalancer.target().arn()))
                .healthCheckType("ELB")
                .healthCheckGracePeriod(warmUp)
                .defaultInstanceWarmup(warmUp)
                .instanceRefresh(AutoscalingGroupInstanceRefresh.builder()
                        .strategy("Rolling")
                        .preferences(AutoscalingGroupInstanceRefreshPreferences.builder()
                                .minHealthyPercentage(LEAST_HEALTHY_PERCENT)
                                // Of no use as long as the provider changes the group before it starts the refresh:
                                // https://github.com/hashicorp/terraform-provider-aws/issues/34189
                                .autoRollback(true)
                                .build())
                        .build())
                .enabledMetrics(List.of("GroupDesiredCapacity", "GroupInServiceInstances"))
                .tag(tags())
                .dependsOn(madeBefore(role))
                .build();
        // Younger than the bindings.
        group.addOverride("instance_refresh.preferences.max_healthy_percentage", MOST_HEALTHY_PERCENT);
        return group;
    }

    private List<ITerraformDependable> madeBefore(ServiceRole role) {
        List<ITerraformDependable> madeBefore = new ArrayList<>(props.machine.madeBefore());
        madeBefore.add(role.attachment()); // else the first instances start without permissions
        return madeBefore;
    }

    /** The provider's default tags reach neither an Auto Scaling group nor what it starts. */
    private List<AutoscalingGroupTag> tags() {
        return Stream.concat(
                        Map.of("Name", name).entrySet().stream(),
                        StackSettings.tags(props.deployment).entrySet().stream())
                .map(tag -> AutoscalingGroupTag.builder()
                        .key(tag.getKey())
                        .value(tag.getValue())
                        .propagateAtLaunch(true)
                        .build())
                .toList();
    }
}
