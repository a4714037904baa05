import unittest

from .running import Running

TAGS = {"EnvironmentSuffix": "pr1"}
LIST = [{"Key": "EnvironmentSuffix", "Value": "pr1"}]
DOCUMENT = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole"%s}]}'
POLICY = DOCUMENT % ', "Resource": "*"'
TRUST = DOCUMENT % ', "Principal": {"Service": "lambda.amazonaws.com"}'


class TaggedResourcesTest(unittest.TestCase):
    """GetResources of the Resource Groups Tagging API."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = Running()
        cls.addClassCleanup(cls.emulator.end)

    def client(self, service, region="us-east-1"):
        return self.emulator.client(service, region=region)

    def listed(self, values=("pr1",), region="us-east-1"):
        pages = self.client("resourcegroupstaggingapi", region).get_paginator("get_resources").paginate(
            TagFilters=[{"Key": "EnvironmentSuffix", "Values": list(values)}])
        return [each["ResourceARN"] for page in pages for each in page["ResourceTagMappingList"]]

    def test_names_parts_of_a_network_as_aws_does(self):
        ec2 = self.client("ec2")
        tagged = [{"ResourceType": "vpc", "Tags": LIST}]
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=tagged)["Vpc"]["VpcId"]
        template = ec2.create_launch_template(
            LaunchTemplateName="template", LaunchTemplateData={"InstanceType": "t4g.small"},
            TagSpecifications=[{"ResourceType": "launch-template", "Tags": LIST}])["LaunchTemplate"]["LaunchTemplateId"]
        logs = ec2.create_flow_logs(
            ResourceIds=[vpc], ResourceType="VPC", TrafficType="ALL", LogDestinationType="s3",
            LogDestination="arn:aws:s3:::" + self.bucket("flow"),
            TagSpecifications=[{"ResourceType": "vpc-flow-log", "Tags": LIST}])["FlowLogIds"][0]
        for resource in (f"vpc/{vpc}", f"launch-template/{template}", f"vpc-flow-log/{logs}"):
            self.assertIn(f"arn:aws:ec2:us-east-1:123456789012:{resource}", self.listed())

    def bucket(self, name):
        self.client("s3").create_bucket(Bucket=name)
        return name

    def test_lists_rules_apis_pools_and_groups(self):
        rule = self.client("events").put_rule(Name="r", ScheduleExpression="rate(1 day)", Tags=LIST)["RuleArn"]
        api = self.client("apigateway").create_rest_api(name="a", tags=TAGS)["id"]
        pool = self.client("cognito-idp").create_user_pool(PoolName="p", UserPoolTags=TAGS)["UserPool"]["Arn"]
        group = self.client("rds").create_db_parameter_group(
            DBParameterGroupName="g", DBParameterGroupFamily="postgres17", Description="d", Tags=LIST)[
            "DBParameterGroup"]["DBParameterGroupArn"]
        for arn in (rule, f"arn:aws:apigateway:us-east-1::/restapis/{api}", pool, group):
            self.assertIn(arn, self.listed())

    def test_an_identity_of_ses_is_listed_by_awss_arn_until_it_is_deleted(self):
        ses, arn = self.client("sesv2"), "arn:aws:ses:us-east-1:123456789012:identity/mail.example.com"
        ses.create_email_identity(EmailIdentity="mail.example.com", Tags=LIST)
        self.assertEqual([arn], [each for each in self.listed() if each.endswith("identity/mail.example.com")])
        ses.delete_email_identity(EmailIdentity="mail.example.com")
        self.assertEqual([], [each for each in self.listed() if each.endswith("email-identity/mail.example.com")])

    def test_tags_of_apis_and_domain_names_change(self):
        gateway, acm = self.client("apigateway"), self.client("acm")
        certificate = acm.request_certificate(DomainName="a.example.com", ValidationMethod="DNS")["CertificateArn"]
        gateway.create_domain_name(domainName="a.example.com", regionalCertificateArn=certificate, tags=TAGS,
                                   endpointConfiguration={"types": ["REGIONAL"]})
        api = gateway.create_rest_api(name="a", tags=TAGS)["id"]
        for arn in (f"arn:aws:apigateway:us-east-1::/{path}" for path in (f"restapis/{api}", "domainnames/a.example.com")):
            gateway.tag_resource(resourceArn=arn, tags={"EnvironmentSuffix": "pr2"})
            self.assertIn(arn, self.listed(("pr2",)))
            gateway.untag_resource(resourceArn=arn, tagKeys=["EnvironmentSuffix"])
            self.assertNotIn(arn, self.listed(("pr1", "pr2")))

    def test_lists_policies_in_us_east_1_only_and_roles_nowhere(self):
        iam = self.client("iam")
        policy = iam.create_policy(PolicyName="p", PolicyDocument=POLICY, Tags=LIST)["Policy"]["Arn"]
        role = iam.create_role(RoleName="r", AssumeRolePolicyDocument=TRUST, Tags=LIST)["Role"]["Arn"]
        self.assertIn(policy, self.listed())
        self.assertNotIn(policy, self.listed(region="eu-central-1"))
        self.assertNotIn(role, self.listed())

    def test_lists_web_acls_those_of_cloudfront_in_us_east_1(self):
        def made(name, scope, region):
            return self.client("wafv2", region).create_web_acl(
                Name=name, Scope=scope, Tags=LIST, DefaultAction={"Allow": {}}, VisibilityConfig={
                    "SampledRequestsEnabled": False, "CloudWatchMetricsEnabled": False, "MetricName": name})[
                "Summary"]["ARN"]

        edge, regional = made("edge", "CLOUDFRONT", "us-east-1"), made("regional", "REGIONAL", "eu-central-1")
        self.assertIn(edge, self.listed())
        self.assertNotIn(regional, self.listed())
        self.assertIn(regional, self.listed(region="eu-central-1"))

    def test_keeps_values_apart_that_begin_alike(self):
        self.client("events").put_rule(Name="r12", ScheduleExpression="rate(1 day)",
                                       Tags=[{"Key": "EnvironmentSuffix", "Value": "pr12"}])
        self.assertFalse([arn for arn in self.listed() if arn.endswith("/r12")])
        self.assertTrue([arn for arn in self.listed(("pr12",)) if arn.endswith("/r12")])


if __name__ == "__main__":
    unittest.main()
