import base64
import unittest

from botocore.exceptions import ClientError

from .running import eventually, shared

IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"


class AutoScalingTest(unittest.TestCase):
    """Groups with a launch template behind a load balancer: what comes back, what happens, what is refused."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        for service in ("autoscaling", "cloudwatch", "ec2", "elbv2", "iam", "ssm"):
            setattr(cls, service, cls.emulator.client(service))

    def setUp(self):
        self.emulator.reset()
        vpc = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        self.subnets = [self.ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{i}.0/24", AvailabilityZone=zone)[
            "Subnet"]["SubnetId"] for i, zone in enumerate(("us-east-1a", "us-east-1b"))]
        self.security_group = self.ec2.create_security_group(GroupName="g", Description="d", VpcId=vpc)["GroupId"]
        self.iam.create_instance_profile(InstanceProfileName="app")
        self.target_group = self.elbv2.create_target_group(Name="t", Protocol="HTTP", Port=8080, VpcId=vpc)[
            "TargetGroups"][0]["TargetGroupArn"]
        self.balancer = self.elbv2.create_load_balancer(Name="b", Subnets=self.subnets)["LoadBalancers"][0][
            "LoadBalancerArn"]
        self.template = self.ec2.create_launch_template(
            LaunchTemplateName="app", VersionDescription="d", LaunchTemplateData=self.data("first"),
            TagSpecifications=[{"ResourceType": "launch-template", "Tags": [{"Key": "own", "Value": "1"}]}])[
                "LaunchTemplate"]["LaunchTemplateId"]

    def data(self, script):
        return {
            "ImageId": self.ssm.get_parameter(Name=IMAGE)["Parameter"]["Value"], "InstanceType": "t4g.small",
            "IamInstanceProfile": {"Name": "app"}, "Monitoring": {"Enabled": True},
            "UserData": base64.b64encode(script.encode()).decode(),
            "MetadataOptions": {"HttpTokens": "required", "HttpPutResponseHopLimit": 1, "HttpEndpoint": "enabled",
                                "InstanceMetadataTags": "disabled"},
            "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {
                "VolumeType": "gp3", "VolumeSize": 9, "Encrypted": True, "DeleteOnTermination": True}}],
            "NetworkInterfaces": [{"AssociatePublicIpAddress": False, "DeleteOnTermination": True, "DeviceIndex": 0,
                                   "Groups": [self.security_group]}],
            "TagSpecifications": [{"ResourceType": "volume", "Tags": [{"Key": "of", "Value": "volume"}]}]}

    def second_version(self):
        self.ec2.create_launch_template_version(LaunchTemplateId=self.template, LaunchTemplateData=self.data("second"))

    def version(self, number):
        return {"LaunchTemplateId": self.template, "Version": str(number)}

    def make(self, **more):
        self.autoscaling.create_auto_scaling_group(**{
            "AutoScalingGroupName": "app", "MinSize": 2, "MaxSize": 4, "LaunchTemplate": self.version(1),
            "VPCZoneIdentifier": ",".join(self.subnets), "TargetGroupARNs": [self.target_group],
            "HealthCheckType": "ELB", "HealthCheckGracePeriod": 120, "DefaultInstanceWarmup": 90,
            "Tags": [{"Key": "system", "Value": "portal", "PropagateAtLaunch": True},
                     {"Key": "alone", "Value": "group", "PropagateAtLaunch": False}], **more})

    def group(self):
        return self.autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=["app"])["AutoScalingGroups"][0]

    def instances(self):
        names = [each["InstanceId"] for each in self.group()["Instances"]]
        return [each for found in self.ec2.describe_instances(InstanceIds=names)["Reservations"]
                for each in found["Instances"]]

    def refused(self, code, call, *values, **parameters):
        with self.assertRaises(ClientError) as caught:
            call(*values, **parameters)
        self.assertEqual(code, caught.exception.response["Error"]["Code"])

    # --- launch templates, groups, instances -----------------------------------------

    def test_a_launch_template_gives_back_what_it_was_made_of(self):
        self.second_version()
        for number, script in ((1, "first"), (2, "second")):
            version, = self.ec2.describe_launch_template_versions(LaunchTemplateId=self.template, Versions=[
                str(number)])["LaunchTemplateVersions"]
            self.assertEqual(self.data(script), version["LaunchTemplateData"])
        template, = self.ec2.describe_launch_templates(LaunchTemplateIds=[self.template])["LaunchTemplates"]
        self.assertEqual([{"Key": "own", "Value": "1"}], template["Tags"])

    def test_the_image_of_the_public_parameter_is_there(self):
        image, = self.ec2.describe_images(ImageIds=[self.data("")["ImageId"]])["Images"]
        self.assertEqual(("arm64", "/dev/xvda"), (image["Architecture"], image["RootDeviceName"]))

    def test_a_group_gives_back_its_settings_also_those_that_were_changed(self):
        self.make()
        self.assertEqual((90, 300, ["Default"]), tuple(self.group()[name] for name in (
            "DefaultInstanceWarmup", "DefaultCooldown", "TerminationPolicies")))
        self.autoscaling.update_auto_scaling_group(
            AutoScalingGroupName="app", DefaultInstanceWarmup=30, DefaultCooldown=10, MaxInstanceLifetime=86400,
            TerminationPolicies=["OldestInstance"])
        self.assertEqual((30, 10, 86400, ["OldestInstance"]), tuple(self.group()[name] for name in (
            "DefaultInstanceWarmup", "DefaultCooldown", "MaxInstanceLifetime", "TerminationPolicies")))
        self.autoscaling.update_auto_scaling_group(AutoScalingGroupName="app", DefaultInstanceWarmup=-1)
        self.assertNotIn("DefaultInstanceWarmup", self.group())

    def test_instances_are_what_the_groups_version_of_the_template_says(self):
        self.second_version()
        self.make(LaunchTemplate=self.version(2))
        for instance in self.instances():
            tags = {tag["Key"]: tag["Value"] for tag in instance["Tags"]}
            self.assertEqual(("portal", "app", "2", None), tuple(tags.get(key) for key in (
                "system", "aws:autoscaling:groupName", "aws:ec2launchtemplate:version", "alone")))
            self.assertEqual(("t4g.small", "required", "enabled", [self.security_group], None), (
                instance["InstanceType"], instance["MetadataOptions"]["HttpTokens"], instance["Monitoring"]["State"],
                [group["GroupId"] for group in instance["SecurityGroups"]], instance.get("PublicIpAddress")))
            self.assertTrue(instance["IamInstanceProfile"]["Arn"].endswith("/app"))
            data = self.ec2.describe_instance_attribute(InstanceId=instance["InstanceId"], Attribute="userData")
            self.assertEqual("second", base64.b64decode(data["UserData"]["Value"]).decode())
            volume, = self.ec2.describe_volumes(Filters=[{"Name": "attachment.instance-id", "Values": [
                instance["InstanceId"]]}])["Volumes"]
            self.assertEqual((True, 9, [{"Key": "of", "Value": "volume"}]),
                             (volume["Encrypted"], volume["Size"], volume["Tags"]))

    def test_a_group_stays_smaller_where_the_account_allows_no_more_processors(self):
        large = self.ec2.create_launch_template(LaunchTemplateName="large", LaunchTemplateData={
            **self.data("first"), "InstanceType": "m6g.8xlarge"})["LaunchTemplate"]["LaunchTemplateId"]
        self.make(MinSize=3, LaunchTemplate={"LaunchTemplateId": large, "Version": "1"})
        self.assertEqual(2, len(self.instances()))

    def test_instances_are_spread_over_the_subnets(self):
        self.make()
        self.assertEqual(set(self.subnets), {instance["SubnetId"] for instance in self.instances()})
        self.assertEqual({"us-east-1a", "us-east-1b"}, {each["AvailabilityZone"] for each in self.group()["Instances"]})

    def test_a_group_is_of_one_name_and_within_its_bounds(self):
        self.refused("ValidationError", self.make, MinSize=5)
        self.refused("ValidationError", self.make, DesiredCapacity=1)
        self.make()
        self.refused("AlreadyExists", self.make)
        self.refused("ValidationError", self.autoscaling.set_desired_capacity, AutoScalingGroupName="app",
                     DesiredCapacity=5)
        self.refused("ValidationError", self.autoscaling.update_auto_scaling_group, AutoScalingGroupName="app",
                     DesiredCapacity=1)

    def test_a_version_of_the_template_must_be_there(self):
        self.refused("ValidationError", self.make, LaunchTemplate=self.version(9))
        self.refused("ValidationError", self.make, LaunchTemplate={"LaunchTemplateId": "lt-0", "Version": "1"})
        self.make()
        self.refused("ValidationError", self.refresh)
        self.refused("ValidationError", self.autoscaling.update_auto_scaling_group, AutoScalingGroupName="app",
                     LaunchTemplate=self.version(9))

    def targets(self):
        return {each["Target"]["Id"] for each in self.elbv2.describe_target_health(
            TargetGroupArn=self.target_group)["TargetHealthDescriptions"]}

    def test_instances_come_to_the_target_group_and_leave_it(self):
        self.make(DesiredCapacity=3)
        self.assertEqual({each["InstanceId"] for each in self.group()["Instances"]}, self.targets())
        self.autoscaling.set_desired_capacity(AutoScalingGroupName="app", DesiredCapacity=2)
        self.assertEqual((2, {each["InstanceId"] for each in self.group()["Instances"]}),
                         (len(self.targets()), self.targets()))

    def test_a_group_with_instances_is_deleted_by_force_only(self):
        self.make()
        delete = self.autoscaling.delete_auto_scaling_group
        self.refused("ResourceInUse", delete, AutoScalingGroupName="app")
        instances = self.instances()
        delete(AutoScalingGroupName="app", ForceDelete=True)
        self.assertEqual(["terminated"] * 2, [
            each["State"]["Name"] for instance in instances for found in self.ec2.describe_instances(
                InstanceIds=[instance["InstanceId"]])["Reservations"] for each in found["Instances"]])
        self.assertEqual(set(), self.targets())
        self.assertEqual([], self.ec2.describe_network_interfaces(Filters=[
            {"Name": "subnet-id", "Values": self.subnets}])["NetworkInterfaces"])

    # --- policies --------------------------------------------------------------------

    def policy(self, name):
        return self.autoscaling.describe_policies(PolicyNames=[name])["ScalingPolicies"][0]

    def track(self, **more):
        label = "/".join(arn.split(":")[-1].removeprefix("loadbalancer/") for arn in (self.balancer, self.target_group))
        return self.autoscaling.put_scaling_policy(
            AutoScalingGroupName="app", PolicyName="requests", PolicyType="TargetTrackingScaling",
            TargetTrackingConfiguration={"TargetValue": 600, "PredefinedMetricSpecification": {
                "PredefinedMetricType": "ALBRequestCountPerTarget", "ResourceLabel": label}, **more})

    def alarms(self):
        return {each["AlarmName"]: each for each in self.cloudwatch.describe_alarms()["MetricAlarms"]}

    def test_a_step_policy_comes_back_enabled_and_with_the_alarms_that_lead_to_it(self):
        self.make()
        steps = [{"MetricIntervalLowerBound": 0.0, "MetricIntervalUpperBound": 15.0, "ScalingAdjustment": 1},
                 {"MetricIntervalLowerBound": 15.0, "ScalingAdjustment": 2}]
        arn = self.autoscaling.put_scaling_policy(
            AutoScalingGroupName="app", PolicyName="out", PolicyType="StepScaling", AdjustmentType="ChangeInCapacity",
            MetricAggregationType="Average", StepAdjustments=steps)["PolicyARN"]
        self.cloudwatch.put_metric_alarm(AlarmName="busy", AlarmActions=[arn], Namespace="AWS/EC2", Threshold=1,
                                         MetricName="CPUUtilization", EvaluationPeriods=1, Period=60,
                                         Statistic="Average", ComparisonOperator="GreaterThanThreshold")
        policy = self.policy("out")
        self.assertEqual((True, steps, ["busy"]), (policy["Enabled"], policy["StepAdjustments"],
                                                   [alarm["AlarmName"] for alarm in policy["Alarms"]]))
        self.assertNotIn("PredictiveScalingConfiguration", policy)

    def test_a_step_policy_scales_by_how_far_it_is_beyond_its_threshold_and_within_the_groups_bounds(self):
        self.make()
        for name, steps in (("out", [{"MetricIntervalLowerBound": 0.0, "MetricIntervalUpperBound": 15.0,
                                      "ScalingAdjustment": 1}, {"MetricIntervalLowerBound": 15.0,
                                                                "ScalingAdjustment": 2}]),
                            ("in", [{"MetricIntervalUpperBound": 0.0, "ScalingAdjustment": -1}])):
            self.autoscaling.put_scaling_policy(AutoScalingGroupName="app", PolicyName=name, PolicyType="StepScaling",
                                                AdjustmentType="ChangeInCapacity", StepAdjustments=steps)
        for name, beyond, size in (("out", 5, 3), ("in", -5, 2), ("out", 15, 4), ("out", 15, 4)):
            self.autoscaling.execute_policy(AutoScalingGroupName="app", PolicyName=name, MetricValue=50 + beyond,
                                            BreachThreshold=50)
            self.assertEqual((size, size), (self.group()["DesiredCapacity"], len(self.group()["Instances"])))
        self.refused("ValidationError", self.autoscaling.execute_policy, PolicyName="out")

    def test_metrics_are_collected_as_long_as_they_are_wanted(self):
        self.make()
        metrics = lambda: {each["Metric"] for each in self.group().get("EnabledMetrics", [])}
        some = ["GroupDesiredCapacity", "GroupInServiceInstances"]
        self.autoscaling.enable_metrics_collection(AutoScalingGroupName="app", Granularity="1Minute", Metrics=some)
        self.assertEqual(set(some), metrics())
        self.autoscaling.disable_metrics_collection(AutoScalingGroupName="app", Metrics=some[:1])
        self.assertEqual(set(some[1:]), metrics())
        self.autoscaling.enable_metrics_collection(AutoScalingGroupName="app", Granularity="1Minute")
        self.assertEqual(13, len(metrics()))
        self.autoscaling.disable_metrics_collection(AutoScalingGroupName="app")
        self.assertEqual(set(), metrics())

    def test_target_tracking_makes_its_alarms_and_takes_them_with_it(self):
        self.make()
        self.track()
        high, low = (next(alarm for name, alarm in self.alarms().items() if direction in name)
                     for direction in ("AlarmHigh", "AlarmLow"))
        self.assertEqual((600, "GreaterThanThreshold", 540, "LessThanThreshold"), (
            high["Threshold"], high["ComparisonOperator"], low["Threshold"], low["ComparisonOperator"]))
        self.assertEqual({"LoadBalancer": self.balancer.split("loadbalancer/")[1],
                          "TargetGroup": self.target_group.split(":")[-1]},
                         {each["Name"]: each["Value"] for each in high["Dimensions"]})
        self.assertEqual({high["AlarmName"], low["AlarmName"]},
                         {alarm["AlarmName"] for alarm in self.policy("requests")["Alarms"]})
        self.track(DisableScaleIn=True)
        self.assertEqual(1, len(self.alarms()))
        self.autoscaling.delete_policy(AutoScalingGroupName="app", PolicyName="requests")
        self.assertEqual({}, self.alarms())

    def test_policies_and_their_alarms_go_with_the_group(self):
        self.make()
        self.track()
        self.autoscaling.delete_auto_scaling_group(AutoScalingGroupName="app", ForceDelete=True)
        self.assertEqual(([], {}), (self.autoscaling.describe_policies()["ScalingPolicies"], self.alarms()))

    def test_requests_are_tracked_on_the_groups_own_target_group_only(self):
        self.make(TargetGroupARNs=[])
        self.refused("ValidationError", self.track)

    # --- instance refresh ------------------------------------------------------------

    def refresh(self, **more):
        return self.autoscaling.start_instance_refresh(**{
            "AutoScalingGroupName": "app", "DesiredConfiguration": {"LaunchTemplate": self.version(2)},
            "Preferences": {"MinHealthyPercentage": 100, "MaxHealthyPercentage": 150, "InstanceWarmup": 1},
            **more})["InstanceRefreshId"]

    def refreshed(self, name):
        found, = self.autoscaling.describe_instance_refreshes(AutoScalingGroupName="app", InstanceRefreshIds=[name])[
            "InstanceRefreshes"]
        return found

    def ended(self, name):
        return eventually(lambda: "EndTime" in self.refreshed(name) and self.refreshed(name))

    def versions(self):
        return [each["LaunchTemplate"]["Version"] for each in self.group()["Instances"]]

    def never_healthy(self, yet=True):
        """The load balancer does not get to know new instances."""
        switch = self.autoscaling.suspend_processes if yet else self.autoscaling.resume_processes
        switch(AutoScalingGroupName="app", ScalingProcesses=["AddToLoadBalancer"])

    def half_way(self, **preferences):
        """A refresh whose first new instance waits in the old one's place."""
        self.second_version()
        self.make()
        self.never_healthy()
        name = self.refresh(Preferences={"MaxHealthyPercentage": 100, **preferences})
        self.assertTrue(eventually(lambda: sorted(self.versions()) == ["1", "2"]))
        self.never_healthy(False)
        return name

    def test_a_refresh_replaces_all_instances_and_then_the_groups_version(self):
        self.second_version()
        self.make()
        before = {each["InstanceId"] for each in self.group()["Instances"]}
        found = self.ended(self.refresh())
        self.assertEqual(("Successful", 100, 0), tuple(found[name] for name in (
            "Status", "PercentageComplete", "InstancesToUpdate")))
        self.assertEqual((["2", "2"], "2"), (self.versions(), self.group()["LaunchTemplate"]["Version"]))
        after = {each["InstanceId"] for each in self.group()["Instances"]}
        self.assertEqual((set(), after), (before & after, self.targets()))

    def test_a_second_refresh_waits_for_the_end_of_the_first(self):
        self.second_version()
        self.make()
        self.never_healthy()
        first = self.refresh(Preferences={"InstanceWarmup": 60, "MaxHealthyPercentage": 150})
        self.refused("InstanceRefreshInProgress", self.refresh)
        self.autoscaling.cancel_instance_refresh(AutoScalingGroupName="app")
        self.assertEqual("Cancelled", self.ended(first)["Status"])
        self.assertEqual((["1", "1"], "1"), (self.versions(), self.group()["LaunchTemplate"]["Version"]))
        self.refused("ActiveInstanceRefreshNotFound", self.autoscaling.cancel_instance_refresh,
                     AutoScalingGroupName="app")

    def test_a_refresh_whose_instances_do_not_get_healthy_fails_and_keeps_the_old_ones(self):
        self.second_version()
        self.make()
        before = {each["InstanceId"] for each in self.group()["Instances"]}
        self.never_healthy()
        found = self.ended(self.refresh())
        self.assertEqual("Failed", found["Status"])
        self.assertIn("was not healthy after 1 seconds", found["StatusReason"])
        self.assertEqual(before, {each["InstanceId"] for each in self.group()["Instances"]})

    def rolled_back(self, name):
        found = self.ended(name)
        self.assertEqual(("RollbackSuccessful", 0, 2), (found["Status"], *(found["RollbackDetails"][detail] for detail in (
            "PercentageCompleteOnRollback", "InstancesToUpdateOnRollback"))))
        self.assertEqual((["1", "1"], "1"), (self.versions(), self.group()["LaunchTemplate"]["Version"]))
        return found["RollbackDetails"]["RollbackReason"]

    def test_a_failed_refresh_rolls_back_to_what_the_group_was_set_to_when_it_began(self):
        self.assertIn("was not healthy after 3 seconds",
                      self.rolled_back(self.half_way(InstanceWarmup=3, AutoRollback=True)))

    def test_a_refresh_is_rolled_back_when_asked_to(self):
        name = self.half_way(InstanceWarmup=60)
        self.autoscaling.rollback_instance_refresh(AutoScalingGroupName="app")
        self.rolled_back(name)

    def test_a_version_that_cannot_be_launched_fails_and_the_group_keeps_its_size(self):
        self.ec2.create_launch_template_version(LaunchTemplateId=self.template, LaunchTemplateData={
            **self.data("second"), "IamInstanceProfile": {"Name": "nobody"}})
        self.make()
        self.assertEqual("Failed", self.ended(self.refresh(Preferences={"MaxHealthyPercentage": 100}))["Status"])
        self.assertEqual(["1", "1"], self.versions())

    def test_a_rollback_is_refused_where_nothing_says_what_to_go_back_to(self):
        self.make()
        rolling = {"Preferences": {"AutoRollback": True}}
        self.refused("ValidationError", self.refresh, DesiredConfiguration={}, **rolling)
        self.autoscaling.update_auto_scaling_group(AutoScalingGroupName="app", LaunchTemplate=self.version("$Latest"))
        self.refused("ValidationError", self.refresh, **rolling)
        self.refused("ActiveInstanceRefreshNotFound", self.autoscaling.rollback_instance_refresh,
                     AutoScalingGroupName="app")
