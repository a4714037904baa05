import json
import unittest

from botocore.exceptions import ClientError

from .running import shared

ACCOUNT = "123456789012"
TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})
POLICY = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}]})


class DeletionOrdersTest(unittest.TestCase):
    """What AWS does not delete before something else is deleted, and deletes afterwards; AWS's error codes."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()

    def setUp(self):
        self.emulator.reset()
        self.ec2, self.iam, self.elbv2 = (self.emulator.client(name) for name in ("ec2", "iam", "elbv2"))

    def stays(self, code, call, **parameters):
        """Returns what deletes it once it can be."""
        with self.assertRaises(ClientError) as caught:
            call(**parameters)
        self.assertEqual(code, caught.exception.response["Error"]["Code"])
        return lambda: call(**parameters)

    # AWS Config: API_DeleteDeliveryChannel

    def test_a_delivery_channel_after_its_recorder_stopped(self):
        config, s3 = self.emulator.client("config"), self.emulator.client("s3")
        s3.create_bucket(Bucket="recorded")
        role = f"arn:aws:iam::{ACCOUNT}:role/recorder"
        config.put_configuration_recorder(ConfigurationRecorder={"name": "r", "roleARN": role})
        config.put_delivery_channel(DeliveryChannel={"name": "c", "s3BucketName": "recorded"})
        config.start_configuration_recorder(ConfigurationRecorderName="r")
        delete = self.stays("LastDeliveryChannelDeleteFailedException", config.delete_delivery_channel,
                            DeliveryChannelName="c")
        config.stop_configuration_recorder(ConfigurationRecorderName="r")
        delete()

    # Elastic Load Balancing: API_DeleteTargetGroup

    def test_a_target_group_after_the_listener_that_forwards_to_it(self):
        vpc, subnets = self.network()
        balancer = self.elbv2.create_load_balancer(Name="b", Subnets=subnets)["LoadBalancers"][0]["LoadBalancerArn"]
        group = self.elbv2.create_target_group(Name="t", Protocol="HTTP", Port=80, VpcId=vpc)["TargetGroups"][0][
            "TargetGroupArn"]
        listener = self.elbv2.create_listener(LoadBalancerArn=balancer, Port=80, Protocol="HTTP", DefaultActions=[
            {"Type": "forward", "TargetGroupArn": group}])["Listeners"][0]["ListenerArn"]
        delete = self.stays("ResourceInUse", self.elbv2.delete_target_group, TargetGroupArn=group)
        self.elbv2.delete_listener(ListenerArn=listener)
        delete()

    def test_a_target_group_after_the_rule_that_forwards_to_it(self):
        vpc, subnets = self.network()
        balancer = self.elbv2.create_load_balancer(Name="b", Subnets=subnets)["LoadBalancers"][0]["LoadBalancerArn"]
        group = self.elbv2.create_target_group(Name="t", Protocol="HTTP", Port=80, VpcId=vpc)["TargetGroups"][0][
            "TargetGroupArn"]
        listener = self.elbv2.create_listener(LoadBalancerArn=balancer, Port=80, Protocol="HTTP", DefaultActions=[
            {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "403"}}])["Listeners"][0]["ListenerArn"]
        self.elbv2.create_rule(ListenerArn=listener, Priority=1, Conditions=[
            {"Field": "path-pattern", "PathPatternConfig": {"Values": ["/"]}}], Actions=[
            {"Type": "forward", "TargetGroupArn": group}])
        delete = self.stays("ResourceInUse", self.elbv2.delete_target_group, TargetGroupArn=group)
        self.elbv2.delete_load_balancer(LoadBalancerArn=balancer)
        delete()

    # Elastic Load Balancing keeps interfaces in its subnets, with its groups

    def test_a_subnet_and_a_security_group_after_the_load_balancer_in_them(self):
        vpc, subnets = self.network()
        group = self.group(vpc, "balanced")
        balancer = self.elbv2.create_load_balancer(Name="b", Subnets=subnets, SecurityGroups=[group])["LoadBalancers"][
            0]["LoadBalancerArn"]
        self.stays("DependencyViolation", self.ec2.delete_security_group, GroupId=group)
        self.stays("DependencyViolation", self.ec2.delete_subnet, SubnetId=subnets[0])
        self.elbv2.delete_load_balancer(LoadBalancerArn=balancer)
        self.ec2.delete_security_group(GroupId=group)
        self.ec2.delete_subnet(SubnetId=subnets[0])

    # Amazon VPC

    def test_a_vpc_after_its_subnets_groups_tables_and_gateway(self):
        vpc, subnets = self.network()
        delete = self.stays("DependencyViolation", self.ec2.delete_vpc, VpcId=vpc)
        for subnet in subnets:
            self.ec2.delete_subnet(SubnetId=subnet)
        group = self.group(vpc, "g")
        self.stays("DependencyViolation", self.ec2.delete_vpc, VpcId=vpc)
        self.ec2.delete_security_group(GroupId=group)
        table = self.ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
        self.stays("DependencyViolation", self.ec2.delete_vpc, VpcId=vpc)
        self.ec2.delete_route_table(RouteTableId=table)
        gateway = self.gateway(vpc)
        self.stays("DependencyViolation", self.ec2.delete_vpc, VpcId=vpc)
        self.ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
        delete()

    def test_a_default_security_group_with_its_vpc_only(self):
        vpc, _ = self.network(zones=())
        named = [{"Name": "vpc-id", "Values": [vpc]}]
        default = self.ec2.describe_security_groups(Filters=named)["SecurityGroups"][0]["GroupId"]
        self.stays("CannotDelete", self.ec2.delete_security_group, GroupId=default)
        self.ec2.delete_vpc(VpcId=vpc)
        self.assertEqual([], self.ec2.describe_security_groups(Filters=named)["SecurityGroups"])

    def test_a_vpc_after_its_endpoints(self):
        vpc, _ = self.network(zones=())
        table = self.ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["RouteTables"][0][
            "RouteTableId"]
        endpoint = self.ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Gateway", ServiceName="com.amazonaws.us-east-1.s3",
                                                RouteTableIds=[table])["VpcEndpoint"]["VpcEndpointId"]
        delete = self.stays("DependencyViolation", self.ec2.delete_vpc, VpcId=vpc)
        self.ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint])
        delete()

    def test_an_internet_gateway_after_it_is_detached(self):
        vpc, _ = self.network()
        gateway = self.gateway(vpc)
        delete = self.stays("DependencyViolation", self.ec2.delete_internet_gateway, InternetGatewayId=gateway)
        self.ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
        delete()

    def test_a_security_group_after_the_rules_that_name_it(self):
        vpc, _ = self.network()
        named, other = self.group(vpc, "named"), self.group(vpc, "other")
        rule = self.ec2.authorize_security_group_ingress(GroupId=other, IpPermissions=[
            {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "UserIdGroupPairs": [{"GroupId": named}]}])[
                "SecurityGroupRules"][0]["SecurityGroupRuleId"]
        delete = self.stays("DependencyViolation", self.ec2.delete_security_group, GroupId=named)
        self.ec2.revoke_security_group_ingress(GroupId=other, SecurityGroupRuleIds=[rule])
        delete()

    def test_a_route_table_after_its_associations(self):
        vpc, subnets = self.network()
        table = self.ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
        association = self.ec2.associate_route_table(RouteTableId=table, SubnetId=subnets[0])["AssociationId"]
        delete = self.stays("DependencyViolation", self.ec2.delete_route_table, RouteTableId=table)
        self.ec2.disassociate_route_table(AssociationId=association)
        delete()

    def test_a_subnet_after_the_interface_in_it(self):
        _, subnets = self.network()
        interface = self.ec2.create_network_interface(SubnetId=subnets[0])["NetworkInterface"]["NetworkInterfaceId"]
        delete = self.stays("DependencyViolation", self.ec2.delete_subnet, SubnetId=subnets[0])
        self.ec2.delete_network_interface(NetworkInterfaceId=interface)
        delete()

    def test_a_subnet_after_the_interface_endpoint_in_it(self):
        vpc, subnets = self.network()
        endpoint = self.ec2.create_vpc_endpoint(
            VpcId=vpc, ServiceName="com.amazonaws.us-east-1.sqs", VpcEndpointType="Interface",
            SubnetIds=subnets)["VpcEndpoint"]["VpcEndpointId"]
        delete = self.stays("DependencyViolation", self.ec2.delete_subnet, SubnetId=subnets[0])
        self.ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint])
        delete()

    def test_an_address_and_a_gateway_after_the_nat_gateway_that_uses_them(self):
        vpc, subnets = self.network()
        gateway = self.gateway(vpc)
        address = self.ec2.allocate_address(Domain="vpc")["AllocationId"]
        nat = self.ec2.create_nat_gateway(SubnetId=subnets[0], AllocationId=address)["NatGateway"]["NatGatewayId"]
        release = self.stays("InvalidIPAddress.InUse", self.ec2.release_address, AllocationId=address)
        detach = self.stays("DependencyViolation", self.ec2.detach_internet_gateway, InternetGatewayId=gateway, VpcId=vpc)
        self.stays("DependencyViolation", self.ec2.delete_subnet, SubnetId=subnets[0])
        self.ec2.delete_nat_gateway(NatGatewayId=nat)
        release()
        detach()

    # RDS

    def test_a_subnet_group_and_a_parameter_group_after_their_database(self):
        _, subnets = self.network()
        rds = self.emulator.client("rds")
        rds.create_db_subnet_group(DBSubnetGroupName="s", DBSubnetGroupDescription="d", SubnetIds=subnets)
        rds.create_db_parameter_group(DBParameterGroupName="p", DBParameterGroupFamily="postgres17", Description="d")
        rds.create_db_instance(DBInstanceIdentifier="d", Engine="postgres", DBInstanceClass="db.t4g.micro",
                               MasterUsername="u", MasterUserPassword="password1", AllocatedStorage=20,
                               DBSubnetGroupName="s", DBParameterGroupName="p", DeletionProtection=True)
        subnet_group = self.stays("InvalidDBSubnetGroupStateFault", rds.delete_db_subnet_group, DBSubnetGroupName="s")
        parameters = self.stays("InvalidDBParameterGroupState", rds.delete_db_parameter_group, DBParameterGroupName="p")
        database = self.stays("InvalidParameterCombination", rds.delete_db_instance, DBInstanceIdentifier="d",
                              SkipFinalSnapshot=True)
        rds.modify_db_instance(DBInstanceIdentifier="d", DeletionProtection=False, ApplyImmediately=True)
        for delete in (database, subnet_group, parameters):
            delete()

    # IAM: API_DeleteRole, API_DeletePolicy, API_DeleteInstanceProfile

    def test_a_role_after_its_policies_and_instance_profile(self):
        self.iam.create_role(RoleName="r", AssumeRolePolicyDocument=TRUST)
        policy = self.iam.create_policy(PolicyName="p", PolicyDocument=POLICY)["Policy"]["Arn"]
        self.iam.attach_role_policy(RoleName="r", PolicyArn=policy)
        role = self.stays("DeleteConflict", self.iam.delete_role, RoleName="r")
        managed = self.stays("DeleteConflict", self.iam.delete_policy, PolicyArn=policy)
        self.iam.detach_role_policy(RoleName="r", PolicyArn=policy)
        managed()
        self.iam.put_role_policy(RoleName="r", PolicyName="inline", PolicyDocument=POLICY)
        self.stays("DeleteConflict", self.iam.delete_role, RoleName="r")
        self.iam.delete_role_policy(RoleName="r", PolicyName="inline")
        self.iam.create_instance_profile(InstanceProfileName="i")
        self.iam.add_role_to_instance_profile(InstanceProfileName="i", RoleName="r")
        self.stays("DeleteConflict", self.iam.delete_role, RoleName="r")
        profile = self.stays("DeleteConflict", self.iam.delete_instance_profile, InstanceProfileName="i")
        self.iam.remove_role_from_instance_profile(InstanceProfileName="i", RoleName="r")
        profile()
        role()

    def test_a_policy_after_its_older_versions(self):
        policy = self.iam.create_policy(PolicyName="p", PolicyDocument=POLICY)["Policy"]["Arn"]
        self.iam.create_policy_version(PolicyArn=policy, PolicyDocument=POLICY, SetAsDefault=True)
        delete = self.stays("DeleteConflict", self.iam.delete_policy, PolicyArn=policy)
        self.iam.delete_policy_version(PolicyArn=policy, VersionId="v1")
        delete()

    # EventBridge: API_DeleteRule, API_DeleteEventBus

    def test_a_rule_after_its_targets_and_a_bus_after_its_rules(self):
        events = self.emulator.client("events")
        events.create_event_bus(Name="b")
        events.put_rule(Name="r", EventBusName="b", EventPattern='{"source": ["a"]}')
        events.put_targets(Rule="r", EventBusName="b", Targets=[
            {"Id": "t", "Arn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:q"}])
        rule = self.stays("ValidationException", events.delete_rule, Name="r", EventBusName="b")
        bus = self.stays("ValidationException", events.delete_event_bus, Name="b")
        events.remove_targets(Rule="r", EventBusName="b", Ids=["t"])
        rule()
        bus()

    # AWS WAF: API_DeleteWebACL

    def test_a_web_acl_after_it_is_disassociated(self):
        _, subnets = self.network()
        balancer = self.elbv2.create_load_balancer(Name="b", Subnets=subnets)["LoadBalancers"][0]["LoadBalancerArn"]
        waf = self.emulator.client("wafv2")
        acl = waf.create_web_acl(Name="w", Scope="REGIONAL", DefaultAction={"Allow": {}}, VisibilityConfig={
            "SampledRequestsEnabled": False, "CloudWatchMetricsEnabled": False, "MetricName": "w"})["Summary"]
        waf.associate_web_acl(WebACLArn=acl["ARN"], ResourceArn=balancer)
        self.assertEqual([balancer], waf.list_resources_for_web_acl(WebACLArn=acl["ARN"])["ResourceArns"])
        self.assertEqual([], waf.list_resources_for_web_acl(WebACLArn=acl["ARN"], ResourceType="API_GATEWAY")[
            "ResourceArns"])
        delete = self.stays("WAFAssociatedItemException", waf.delete_web_acl, Name="w", Scope="REGIONAL", Id=acl["Id"],
                            LockToken=acl["LockToken"])
        waf.disassociate_web_acl(ResourceArn=balancer)
        delete()

    # ACM: API_DeleteCertificate; S3: API_DeleteBucket; DynamoDB: API_DeleteTable

    def test_a_bucket_after_its_objects(self):
        s3 = self.emulator.client("s3")
        s3.create_bucket(Bucket="full")
        s3.put_object(Bucket="full", Key="k", Body=b"")
        delete = self.stays("BucketNotEmpty", s3.delete_bucket, Bucket="full")
        s3.delete_object(Bucket="full", Key="k")
        delete()

    def test_a_table_after_its_protection(self):
        dynamodb = self.emulator.client("dynamodb")
        dynamodb.create_table(TableName="t", BillingMode="PAY_PER_REQUEST", DeletionProtectionEnabled=True,
                              KeySchema=[{"AttributeName": "k", "KeyType": "HASH"}],
                              AttributeDefinitions=[{"AttributeName": "k", "AttributeType": "S"}])
        delete = self.stays("ValidationException", dynamodb.delete_table, TableName="t")
        dynamodb.update_table(TableName="t", DeletionProtectionEnabled=False)
        delete()

    def test_a_hosted_zone_after_its_records(self):
        route53 = self.emulator.client("route53")
        zone = route53.create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"]["Id"]
        record = {"Name": "a.example.com", "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "192.0.2.1"}]}

        def change(action):
            route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={
                "Changes": [{"Action": action, "ResourceRecordSet": record}]})

        change("CREATE")
        delete = self.stays("HostedZoneNotEmpty", route53.delete_hosted_zone, Id=zone)
        change("DELETE")
        delete()

    def network(self, zones=("us-east-1a", "us-east-1b")):
        vpc = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        return vpc, [self.ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{i}.0/24", AvailabilityZone=zone)["Subnet"][
            "SubnetId"] for i, zone in enumerate(zones)]

    def group(self, vpc, name):
        return self.ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)["GroupId"]

    def gateway(self, vpc):
        gateway = self.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        self.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
        return gateway


if __name__ == "__main__":
    unittest.main()
