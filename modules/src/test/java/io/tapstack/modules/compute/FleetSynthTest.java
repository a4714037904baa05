package io.tapstack.modules.compute;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.alb.LoadBalancer;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.network.Network;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B6")
final class FleetSynthTest {
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:alerts";
    private static final EncryptionKey.Ref KEY =
            new EncryptionKey.Ref("arn:aws:kms:eu-central-1:123456789012:key/volumes");
    private static final LoadBalancer.Ref LOAD_BALANCER = new LoadBalancer.Ref(
            "lb-arn",
            "lb",
            "app/lb/1",
            "lb.example",
            "Z1",
            "sg-lb",
            new LoadBalancer.Target("tg-arn", "targetgroup/app/2", 8080));
    private static final Network.Ref NETWORK =
            new Network.Ref("vpc-1", List.of("subnet-a", "subnet-b"), List.of("rtb-a", "rtb-b"), "sg-1", List.of());
    private static final Synthesized STACK = synth();
    private static final ResourceAssert TEMPLATE = STACK.only("aws_launch_template");
    private static final ResourceAssert GROUP = STACK.only("aws_autoscaling_group");

    @Test
    @Tag("AutoScaling.3")
    @Tag("EC2.8")
    void givesMetadataToTheInstanceItselfOnly() {
        TEMPLATE.has("metadata_options/http_endpoint", "enabled")
                .has("metadata_options/http_tokens", "required")
                .has("metadata_options/http_put_response_hop_limit", 1)
                .has("metadata_options/instance_metadata_tags", "disabled");
    }

    @Test
    void encryptsItsVolumeWithTheKey() {
        TEMPLATE.has("block_device_mappings/device_name", "/dev/xvda")
                .has("block_device_mappings/ebs/encrypted", "true")
                .has("block_device_mappings/ebs/kms_key_id", KEY.arn())
                .has("block_device_mappings/ebs/volume_type", "gp3")
                .has("block_device_mappings/ebs/volume_size", 20)
                .has("block_device_mappings/ebs/delete_on_termination", "true");
    }

    @Test
    @Tag("AutoScaling.5")
    void hasNoPublicAddress() {
        TEMPLATE.has("network_interfaces/associate_public_ip_address", "false").lacks("vpc_security_group_ids");
        assertThat(TEMPLATE.at("network_interfaces/security_groups").toString()).contains("aws_security_group.");
    }

    @Test
    void isReachedBySessionsAndNotByKeys() {
        TEMPLATE.lacks("key_name").hasText("iam_instance_profile/arn", "aws_iam_instance_profile.");
        ResourceAssert policy = STACK.only("aws_iam_policy");
        policy.statement("policy", "RegisterWithSystemsManager")
                .has("Action", "ssm:UpdateInstanceInformation")
                .has("Resource", "arn:aws:ec2:eu-central-1:123456789012:instance/*");
        policy.statement("policy", "CarrySessions")
                .has(
                        "Action",
                        List.of(
                                "ssmmessages:CreateControlChannel",
                                "ssmmessages:CreateDataChannel",
                                "ssmmessages:OpenControlChannel",
                                "ssmmessages:OpenDataChannel"));
    }

    @Test
    @Tag("C7")
    void mayDoWhatItIsGrantedUnderTheBoundary() {
        STACK.only("aws_iam_role")
                .has("name", "dev-payments-app-pr123")
                .has("permissions_boundary", "arn:aws:iam::123456789012:policy/dev-tapstack-boundary")
                .statement("assume_role_policy", "AssumeRole")
                .has("Principal/Service", "ec2.amazonaws.com");
        STACK.only("aws_iam_policy").statement("policy", "ReadArtifact").has("Action", "s3:GetObject");
        STACK.only("aws_iam_instance_profile")
                .has("role", "${" + STACK.only("aws_iam_role").address() + ".name}");
    }

    @Test
    void startsInstancesOnlyWhenTheirRoleMayAct() {
        assertThat(GROUP.at("depends_on").toString()).contains("aws_iam_role_policy_attachment.");
    }

    @Test
    void takesTheNewestImageThatAwsPublishes() {
        assertThat(STACK.root().path("data").path("aws_ssm_parameter").toString())
                .contains("\"name\":\"/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64\"");
        TEMPLATE.hasText("image_id", "data.aws_ssm_parameter.").hasText("image_id", ".insecure_value}");
    }

    @Test
    void runsTheUserDataOnWatchedInstances() {
        TEMPLATE.has("instance_type", "t4g.small").has("monitoring/enabled", true);
        assertThat(TEMPLATE.at("user_data").asText())
                .startsWith("${base64encode(")
                .contains("#!/bin/bash");
    }

    @Test
    @Tag("AutoScaling.2")
    void livesInEachPrivateSubnet() {
        GROUP.has("name", "payments-pr123-app")
                .has("vpc_zone_identifier", List.of("subnet-a", "subnet-b"))
                .has("min_size", 2)
                .has("max_size", 6)
                .lacks("desired_capacity");
    }

    @Test
    @Tag("AutoScaling.1")
    void replacesWhatTheLoadBalancerFindsIll() {
        GROUP.has("health_check_type", "ELB")
                .has("health_check_grace_period", 180)
                .has("default_instance_warmup", 180)
                .has("target_group_arns", List.of("tg-arn"));
    }

    @Test
    @Tag("AutoScaling.9")
    void bringsOutANewTemplateWithoutAGapAndAsksForTheWayBack() {
        GROUP.has("instance_refresh/strategy", "Rolling")
                .has("instance_refresh/preferences/auto_rollback", true)
                .has("instance_refresh/preferences/min_healthy_percentage", 100)
                .has("instance_refresh/preferences/max_healthy_percentage", 150);
        GROUP.hasText("launch_template/version", ".latest_version}");
    }

    @Test
    @Tag("C6")
    void tagsWhatAutoScalingMakes() {
        assertThat(GROUP.each("tag")).hasSize(8).allSatisfy(tag -> tag.has("propagate_at_launch", true));
        assertThat(GROUP.at("tag").toString()).contains("\"key\":\"CostCenter\"", "\"key\":\"Name\"");
        TEMPLATE.has("tag_specifications/resource_type", "volume")
                .has("tag_specifications/tags/EnvironmentSuffix", "pr123");
    }

    @Test
    void letsOnlyTheLoadBalancerIn() {
        STACK.only("aws_vpc_security_group_ingress_rule")
                .has("referenced_security_group_id", "sg-lb")
                .has("from_port", 8080)
                .has("to_port", 8080);
        STACK.only("aws_vpc_security_group_egress_rule").has("security_group_id", "sg-lb");
    }

    @Test
    void growsWhenItsProcessorsAreBusy() {
        alarm("high")
                .has("comparison_operator", "GreaterThanThreshold")
                .has("threshold", 70)
                .has("period", 60)
                .has("evaluation_periods", 3)
                .hasText("dimensions/AutoScalingGroupName", "aws_autoscaling_group.");
        assertThat(alarm("high").at("alarm_actions").toString()).contains(TOPIC, "scale-out");
        policy("scale-out")
                .has("policy_type", "StepScaling")
                .has("adjustment_type", "ChangeInCapacity")
                .has("step_adjustment/0/metric_interval_lower_bound", "0")
                .has("step_adjustment/0/metric_interval_upper_bound", "15")
                .has("step_adjustment/0/scaling_adjustment", 1)
                .has("step_adjustment/1/metric_interval_lower_bound", "15")
                .has("step_adjustment/1/scaling_adjustment", 2);
    }

    @Test
    void shrinksOneByOneWhenTheyAreIdleForLong() {
        alarm("low")
                .has("comparison_operator", "LessThanThreshold")
                .has("threshold", 25)
                .has("evaluation_periods", 15)
                .lacks("metric_name");
        assertThat(alarm("low").at("alarm_actions").toString()).contains(TOPIC, "scale-in");
        alarm("low").has("ok_actions", List.of(TOPIC));
        policy("scale-in")
                .has("step_adjustment/metric_interval_upper_bound", "0")
                .has("step_adjustment/scaling_adjustment", -1)
                .lacks("step_adjustment/metric_interval_lower_bound");
    }

    /** PutScalingPolicy: a step policy's scale-in is not blocked by a target tracking policy that has just scaled out. */
    @Test
    void takesNothingAwayThatWasAddedForRequests() {
        List<ResourceAssert> queries = alarm("low").each("metric_query");
        queries.get(0)
                .has("return_data", true)
                .hasText("expression", "IF(FILL(m2, 0) < ")
                .hasText("expression", ", m1, 100)");
        queries.get(1)
                .has("id", "m1")
                .has("metric/metric_name", "CPUUtilization")
                .has("metric/period", 60);
        queries.get(2)
                .has("id", "m2")
                .has("metric/metric_name", "RequestCountPerTarget")
                .has("metric/stat", "Sum");
    }

    @Test
    @Tag("C9")
    void tellsTheTopicWhenItIsBusyAndNoLongerSo() {
        alarm("high")
                .has("alarm_actions/0", TOPIC)
                .has("ok_actions", List.of(TOPIC))
                .has("alarm_description", "CPU use of fleet above 70 % in 3 of 3 periods of 1 min (dev)");
    }

    @Test
    void growsWithRequestsAndLeavesShrinkingToTheProcessors() {
        policy("requests")
                .has("policy_type", "TargetTrackingScaling")
                .has(
                        "target_tracking_configuration/predefined_metric_specification/predefined_metric_type",
                        "ALBRequestCountPerTarget")
                .has(
                        "target_tracking_configuration/predefined_metric_specification/resource_label",
                        "app/lb/1/targetgroup/app/2")
                .has("target_tracking_configuration/target_value", 600)
                .has("target_tracking_configuration/disable_scale_in", true);
    }

    private static ResourceAssert alarm(String side) {
        return STACK.only("aws_cloudwatch_metric_alarm", "alarm_name", "payments-pr123-fleet-cpu-" + side);
    }

    private static ResourceAssert policy(String purpose) {
        return STACK.only("aws_autoscaling_policy", "name", "payments-pr123-" + purpose);
    }

    private static Synthesized synth() {
        FleetSettings settings = new FleetSettings(
                "t4g.small", 20, new CapacitySettings(2, 6), new ScalingSettings(70, 25, 600), Duration.ofMinutes(3));
        Fleet.Machine machine = new Fleet.Machine(
                "#!/bin/bash\n",
                List.of(Statement.allow("ReadArtifact").to("s3:GetObject").on("arn:aws:s3:::artifacts/app.jar")),
                KEY,
                List.of());
        return Synthesized.of(stack -> new Fleet(
                stack, "fleet", new Fleet.Props(DEPLOYMENT, settings, NETWORK, LOAD_BALANCER, machine, TOPIC)));
    }
}
