import unittest

from botocore.exceptions import ClientError

from .functions import zipped
from .running import Running, eventually

LONGER_THAN_ANY_TEST = "86400"


class LambdaInterfacesTest(unittest.TestCase):
    """lambda/latest/dg/configuration-vpc.html, Lambda Hyperplane ENIs."""

    def start(self, linger):
        self.emulator = Running("--interfaces-linger", linger)
        self.addCleanup(self.emulator.end)
        self.ec2, self.functions = self.emulator.client("ec2"), self.emulator.client("lambda")
        self.role = self.emulator.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument='{"Statement": []}')[
            "Role"]["Arn"]
        vpc = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        self.subnet = self.ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
        self.group = self.ec2.create_security_group(GroupName="f", Description="d", VpcId=vpc)["GroupId"]

    def make(self, name):
        self.functions.create_function(
            FunctionName=name, Runtime="java17", Role=self.role, Handler="h", Code={"ZipFile": zipped()},
            VpcConfig={"SubnetIds": [self.subnet], "SecurityGroupIds": [self.group]})

    def interfaces(self):
        return self.ec2.describe_network_interfaces(
            Filters=[{"Name": "group-id", "Values": [self.group]}])["NetworkInterfaces"]

    def refused(self, code, action, **parameters):
        with self.assertRaises(ClientError) as caught:
            action(**parameters)
        self.assertEqual(code, caught.exception.response["Error"]["Code"])

    def test_an_interface_holds_group_and_subnet_after_the_functions(self):
        self.start(LONGER_THAN_ANY_TEST)
        self.make("one")
        self.make("other")
        shared, = self.interfaces()
        self.assertTrue(shared["Description"].startswith("AWS Lambda VPC ENI"))
        self.assertEqual(("in-use", "lambda", "amazon-aws"), (
            shared["Status"], shared["InterfaceType"], shared["Attachment"]["InstanceOwnerId"]))
        for name in ("one", "other"):
            self.functions.delete_function(FunctionName=name)
        self.assertEqual(1, len(self.interfaces()))
        self.refused("DependencyViolation", self.ec2.delete_security_group, GroupId=self.group)
        self.refused("DependencyViolation", self.ec2.delete_subnet, SubnetId=self.subnet)
        self.refused("OperationNotPermitted", self.ec2.detach_network_interface,
                     AttachmentId=shared["Attachment"]["AttachmentId"])
        self.refused("InvalidParameterValue", self.ec2.delete_network_interface,
                     NetworkInterfaceId=shared["NetworkInterfaceId"])

    def test_an_interface_goes_after_the_last_function(self):
        self.start("0")
        self.make("one")
        self.make("other")
        self.functions.delete_function(FunctionName="one")
        self.assertEqual(1, len(self.interfaces()))
        self.functions.delete_function(FunctionName="other")
        self.assertTrue(eventually(lambda: not self.interfaces()))
        self.ec2.delete_security_group(GroupId=self.group)
        self.ec2.delete_subnet(SubnetId=self.subnet)

    def test_an_interface_of_another_group_comes_with_the_new_configuration(self):
        self.start("0")
        self.make("one")
        before, = self.interfaces()
        vpc = self.ec2.describe_subnets(SubnetIds=[self.subnet])["Subnets"][0]["VpcId"]
        old, self.group = self.group, self.ec2.create_security_group(GroupName="g", Description="d", VpcId=vpc)["GroupId"]
        self.functions.update_function_configuration(
            FunctionName="one", VpcConfig={"SubnetIds": [self.subnet], "SecurityGroupIds": [self.group]})
        self.assertNotEqual(before["NetworkInterfaceId"], self.interfaces()[0]["NetworkInterfaceId"])
        self.group = old
        self.assertTrue(eventually(lambda: not self.interfaces()))


if __name__ == "__main__":
    unittest.main()
