import json
import unittest

from botocore.exceptions import ClientError

from .functions import zipped
from .running import shared

TRUST = '{"Statement": []}'


def policy(characters):
    """A document of so many characters that are no whitespace."""
    frame = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": ""}]}
    left = characters - len(json.dumps(frame, separators=(",", ":")))
    frame["Statement"][0]["Resource"] = "arn:aws:s3:::" + "b" * (left - len("arn:aws:s3:::"))
    return json.dumps(frame, indent=4)


class QuotasTest(unittest.TestCase):
    """Sources are in models/quotas.py."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        cls.iam, cls.s3 = cls.emulator.client("iam"), cls.emulator.client("s3")

    def refused(self, code, words, action, **parameters):
        with self.assertRaises(ClientError) as caught:
            action(**parameters)
        self.assertEqual(code, caught.exception.response["Error"]["Code"])
        self.assertIn(words, caught.exception.response["Error"]["Message"])

    def test_a_managed_policy_has_6144_characters_whitespace_apart(self):
        self.iam.create_policy(PolicyName="full", PolicyDocument=policy(6_144))
        self.refused("LimitExceeded", "PolicySize: 6144", self.iam.create_policy, PolicyName="more",
                     PolicyDocument=policy(6_145))

    def test_a_trust_policy_has_2048_characters(self):
        self.refused("LimitExceeded", "ACLSizePerRole: 2048", self.iam.create_role, RoleName="r",
                     AssumeRolePolicyDocument=policy(2_049))

    def test_a_role_has_ten_policies(self):
        self.iam.create_role(RoleName="ten", AssumeRolePolicyDocument=TRUST)
        for i in range(11):
            arn = self.iam.create_policy(PolicyName=f"p{i}", PolicyDocument=policy(200))["Policy"]["Arn"]
            if i < 10:
                self.iam.attach_role_policy(RoleName="ten", PolicyArn=arn)
        self.refused("LimitExceeded", "PoliciesPerRole: 10", self.iam.attach_role_policy, RoleName="ten", PolicyArn=arn)

    def test_standard_instances_have_64_processors_others_their_own(self):
        ec2 = self.emulator.client("ec2")

        def run(instance_type, count):
            return [each["InstanceId"] for each in ec2.run_instances(
                ImageId="ami-12c6146b", InstanceType=instance_type, MinCount=count, MaxCount=count)["Instances"]]

        full = run("m5.8xlarge", 2)
        self.refused("VcpuLimitExceeded", "vCPU limit of 64", lambda: run("t4g.small", 1))
        run("g4dn.xlarge", 1)
        ec2.terminate_instances(InstanceIds=full[:1])
        run("t4g.small", 1)
        ec2.terminate_instances(InstanceIds=full[1:])

    def test_variables_of_a_function_have_4096_bytes_as_json(self):
        role = self.iam.create_role(RoleName="f", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]

        def make(name, size):
            self.emulator.client("lambda").create_function(
                FunctionName=name, Runtime="java17", Role=role, Handler="h", Code={"ZipFile": zipped()},
                Environment={"Variables": {"VV": "v" * (size - len('{"VV":""}'))}})

        make("full", 4096)
        self.refused("InvalidParameterValueException", "exceeded the 4KB limit", lambda: make("more", 4097))

    def test_a_rule_has_five_targets(self):
        events = self.emulator.client("events")
        events.put_rule(Name="r", ScheduleExpression="rate(1 day)")
        targets = [{"Id": str(i), "Arn": f"arn:aws:sqs:us-east-1:123456789012:q{i}"} for i in range(6)]
        events.put_targets(Rule="r", Targets=targets[:5])
        self.refused("LimitExceededException", "maximum number", events.put_targets, Rule="r", Targets=targets)

    def test_a_bus_has_300_rules(self):
        events = self.emulator.client("events")
        events.create_event_bus(Name="full")
        rule = {"EventBusName": "full", "EventPattern": '{"source": ["s"]}'}
        for i in range(300):
            events.put_rule(Name=f"r{i}", **rule)
        events.put_rule(Name="r0", State="DISABLED", **rule)
        self.refused("LimitExceededException", "maximum number", events.put_rule, Name="more", **rule)

    def test_a_web_acl_has_5000_capacity_units(self):
        waf = self.emulator.client("wafv2")

        def create(name, *groups):
            seen = {"SampledRequestsEnabled": False, "CloudWatchMetricsEnabled": False, "MetricName": "m"}
            waf.create_web_acl(
                Name=name, Scope="REGIONAL", DefaultAction={"Allow": {}}, VisibilityConfig=seen, Rules=[{
                    "Name": str(i), "Priority": i, "OverrideAction": {"None": {}}, "VisibilityConfig": seen,
                    "Statement": {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": group}},
                } for i, group in enumerate(groups)])

        common, php = "AWSManagedRulesCommonRuleSet", "AWSManagedRulesPHPRuleSet"
        create("full", *[common] * 7, php)
        self.refused("WAFInvalidParameterException", "parameter: 5025", lambda: create(
            "more", *[common] * 7, php, "AWSManagedRulesAmazonIpReputationList"))

    def test_a_buckets_policy_has_20_kilobytes(self):
        self.s3.create_bucket(Bucket="limited")
        self.refused("MalformedPolicy", "20480", self.s3.put_bucket_policy, Bucket="limited", Policy=policy(20_481))


if __name__ == "__main__":
    unittest.main()
