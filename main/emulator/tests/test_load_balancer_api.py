import json
import tempfile
import unittest
from pathlib import Path

from botocore.exceptions import ClientError

from .running import shared
from tapstack_emulator.certificates import Authority

ACCOUNT = "123456789012"
LOGS = "access_logs.s3."
PROTECTED = "deletion_protection.enabled"
MISSING = f"arn:aws:acm:eu-central-1:{ACCOUNT}:certificate/00000000-0000-0000-0000-000000000000"


class LoadBalancerApiTest(unittest.TestCase):
    """Elastic Load Balancing refuses what AWS refuses."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        for service in ("elbv2", "ec2", "s3", "acm"):
            setattr(cls, service, cls.emulator.client(service))

    def setUp(self):
        self.emulator.reset()
        self.vpc = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        self.subnets = [self.ec2.create_subnet(VpcId=self.vpc, CidrBlock=f"10.0.{i}.0/24", AvailabilityZone=zone)[
            "Subnet"]["SubnetId"] for i, zone in enumerate(("us-east-1a", "us-east-1b"))]
        self.arn = self.balancer("b")

    def balancer(self, name):
        return self.elbv2.create_load_balancer(Name=name, Subnets=self.subnets)["LoadBalancers"][0]["LoadBalancerArn"]

    def listener(self, port, protocol="HTTP", **more):
        return self.elbv2.create_listener(LoadBalancerArn=self.arn, Port=port, Protocol=protocol, DefaultActions=[
            {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "403"}}], **more)["Listeners"][0][
                "ListenerArn"]

    def target_group(self):
        return self.elbv2.create_target_group(Name="t", Protocol="HTTP", Port=8080, VpcId=self.vpc)["TargetGroups"][0][
            "TargetGroupArn"]

    def modify(self, **attributes):
        self.elbv2.modify_load_balancer_attributes(LoadBalancerArn=self.arn, Attributes=[
            {"Key": name, "Value": value} for name, value in attributes.items()])

    def attributes(self):
        return {each["Key"]: each["Value"] for each in self.elbv2.describe_load_balancer_attributes(
            LoadBalancerArn=self.arn)["Attributes"]}

    def refused(self, code, call, *values, **parameters):
        with self.assertRaises(ClientError) as caught:
            call(*values, **parameters)
        self.assertEqual(code, caught.exception.response["Error"]["Code"])

    def test_attributes_have_awss_defaults_and_come_back_as_they_were_set(self):
        self.assertEqual(("60", "false", "defensive", "true"), tuple(self.attributes()[name] for name in (
            "idle_timeout.timeout_seconds", "routing.http.drop_invalid_header_fields.enabled",
            "routing.http.desync_mitigation_mode", "routing.http2.enabled")))
        self.modify(**{"idle_timeout.timeout_seconds": "55"})
        self.assertEqual("55", self.attributes()["idle_timeout.timeout_seconds"])

    def test_a_protected_load_balancer_is_not_deleted(self):
        self.modify(**{PROTECTED: "true"})
        self.refused("OperationNotPermitted", self.elbv2.delete_load_balancer, LoadBalancerArn=self.arn)
        self.modify(**{PROTECTED: "false"})
        self.elbv2.delete_load_balancer(LoadBalancerArn=self.arn)
        self.refused("LoadBalancerNotFound", self.elbv2.describe_load_balancers, LoadBalancerArns=[self.arn])

    # --- access logs -----------------------------------------------------------------

    def log_to(self, bucket, prefix=""):
        self.modify(**{LOGS + "enabled": "true", LOGS + "bucket": bucket, LOGS + "prefix": prefix})

    def bucket(self, name, resource="AWSLogs/" + ACCOUNT + "/*", service="logdelivery.elasticloadbalancing.amazonaws.com",
               **condition):
        self.s3.create_bucket(Bucket=name)
        self.s3.put_bucket_policy(Bucket=name, Policy=json.dumps({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"Service": service}, "Action": "s3:PutObject",
             "Resource": f"arn:aws:s3:::{name}/{resource}", **condition},
            {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": f"arn:aws:s3:::{name}/*",
             "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}))
        return name

    def test_access_logs_go_to_a_bucket_whose_policy_lets_load_balancers_write(self):
        self.log_to(self.bucket("logs"))
        self.assertEqual(("true", "logs"), (self.attributes()[LOGS + "enabled"], self.attributes()[LOGS + "bucket"]))
        self.log_to(self.bucket("prefixed", resource="p/AWSLogs/" + ACCOUNT + "/*"), "p")

    def test_access_logs_go_to_no_other_bucket(self):
        self.s3.create_bucket(Bucket="without-policy")
        self.s3.create_bucket(Bucket="elsewhere", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        self.bucket("with-a-key")
        self.s3.put_bucket_encryption(Bucket="with-a-key", ServerSideEncryptionConfiguration={"Rules": [
            {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}]})
        for bucket in ("nowhere", "elsewhere", "without-policy", "with-a-key",
                       self.bucket("another-prefix", resource="logs/*"),
                       self.bucket("with-a-condition", Condition={"ArnLike": {"aws:SourceArn": "arn:aws:*"}}),
                       self.bucket("another-service", service="delivery.logs.amazonaws.com")):
            with self.subTest(bucket):
                self.refused("InvalidConfigurationRequest", self.log_to, bucket)
        self.assertEqual("false", self.attributes()[LOGS + "enabled"])

    # --- names, ports, certificates, what is in use ----------------------------------

    def test_a_name_and_a_port_are_taken_once(self):
        self.refused("DuplicateLoadBalancerName", self.balancer, "b")
        self.listener(80)
        self.refused("DuplicateListener", self.listener, 80)
        self.listener(81)

    def test_https_needs_a_certificate_that_may_go_after_the_listener(self):
        with tempfile.TemporaryDirectory() as folder:
            files = Authority(Path(folder, "ca")).server_certificate(Path(folder))
            certificate = self.acm.import_certificate(**{name: file.read_bytes() for name, file in zip(
                ("Certificate", "PrivateKey"), files)})["CertificateArn"]
        self.refused("ValidationError", self.listener, 443, "HTTPS")
        self.refused("CertificateNotFound", self.listener, 443, "HTTPS", Certificates=[{"CertificateArn": MISSING}])
        listener = self.listener(443, "HTTPS", Certificates=[{"CertificateArn": certificate}])
        used_by = lambda: self.acm.describe_certificate(CertificateArn=certificate)["Certificate"]["InUseBy"]
        self.assertEqual([listener], used_by())
        self.elbv2.delete_load_balancer(LoadBalancerArn=self.arn)
        self.assertEqual([], used_by())

    def test_a_target_group_that_a_rule_uses_is_not_deleted(self):
        group = self.target_group()
        listener = self.listener(80)
        conditions = [{"Field": "http-header", "HttpHeaderConfig": {"HttpHeaderName": "X-Origin", "Values": ["s"]}}]
        rule = self.elbv2.create_rule(ListenerArn=listener, Priority=1, Conditions=conditions, Actions=[
            {"Type": "forward", "TargetGroupArn": group}])["Rules"][0]
        self.assertEqual((conditions, "1"), (rule["Conditions"], rule["Priority"]))
        self.refused("ResourceInUse", self.elbv2.delete_target_group, TargetGroupArn=group)
        self.elbv2.delete_rule(RuleArn=rule["RuleArn"])
        self.elbv2.delete_target_group(TargetGroupArn=group)
