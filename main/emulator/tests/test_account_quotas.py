import unittest

from botocore.exceptions import ClientError

from .functions import zipped
from .running import Running


class AccountQuotasTest(unittest.TestCase):
    """What `tap doctor --environment` reads of an account, and what the account refuses beyond it."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = Running("--lambda-concurrency", "10")
        cls.addClassCleanup(cls.emulator.end)
        cls.quotas, cls.ec2 = cls.emulator.client("service-quotas"), cls.emulator.client("ec2")

    def value(self, service, code):
        return self.quotas.get_service_quota(ServiceCode=service, QuotaCode=code)["Quota"]["Value"]

    def refused(self, error, action, **parameters):
        with self.assertRaises(ClientError) as caught:
            action(**parameters)
        self.assertEqual(error, caught.exception.response["Error"]["Code"])

    # C15
    def test_a_young_account_has_ten_concurrent_executions(self):
        limit = self.emulator.client("lambda").get_account_settings()["AccountLimit"]
        self.assertEqual((10, 10), (limit["ConcurrentExecutions"], limit["UnreservedConcurrentExecutions"]))
        self.assertEqual(10, self.value("lambda", "L-B99A9384"))

    def test_values_are_those_of_the_services(self):
        self.assertEqual([5, 60, 5, 64], [self.value(*quota) for quota in (
            ("vpc", "L-F678F1CE"), ("vpc", "L-0EA8095F"), ("ec2", "L-0263D0A3"), ("ec2", "L-1216C47A"))])
        default = self.quotas.get_aws_default_service_quota(ServiceCode="vpc", QuotaCode="L-F678F1CE")
        self.assertEqual(5, default["Quota"]["Value"])

    def test_an_unknown_quota_is_none(self):
        self.refused("NoSuchResourceException", self.value, service="ec2", code="L-00000000")

    def test_a_region_has_five_vpcs_with_the_default_one(self):
        while len(self.ec2.describe_vpcs()["Vpcs"]) < 5:
            self.ec2.create_vpc(CidrBlock="10.0.0.0/16")
        self.refused("VpcLimitExceeded", self.ec2.create_vpc, CidrBlock="10.0.0.0/16")

    def test_cloudfronts_prefix_list_takes_55_of_a_groups_60_rules(self):
        cloudfront = next(each["PrefixListId"] for each in self.ec2.describe_managed_prefix_lists()["PrefixLists"]
                          if each["PrefixListName"] == "com.amazonaws.global.cloudfront.origin-facing")
        vpc = self.ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
        group = self.ec2.create_security_group(GroupName="g", Description="d", VpcId=vpc)["GroupId"]

        def allow(**what):
            self.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[
                {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, **what}])

        allow(IpRanges=[{"CidrIp": f"10.0.{i}.0/24"} for i in range(5)])
        allow(PrefixListIds=[{"PrefixListId": cloudfront}])
        self.refused("RulesPerSecurityGroupLimitExceeded", allow, IpRanges=[{"CidrIp": "10.1.0.0/24"}])

    def test_a_region_has_five_elastic_addresses(self):
        while len(self.ec2.describe_addresses()["Addresses"]) < 5:
            self.ec2.allocate_address(Domain="vpc")
        self.refused("AddressLimitExceeded", self.ec2.allocate_address, Domain="vpc")


class ReservedConcurrencyTest(unittest.TestCase):
    def test_account_settings_count_what_is_reserved(self):
        emulator = Running()
        self.addCleanup(emulator.end)
        functions = emulator.client("lambda")
        role = emulator.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument='{"Statement": []}')["Role"]
        functions.create_function(FunctionName="f", Runtime="java17", Role=role["Arn"], Handler="h",
                                  Code={"ZipFile": zipped()})
        functions.put_function_concurrency(FunctionName="f", ReservedConcurrentExecutions=300)
        settings = functions.get_account_settings()
        self.assertEqual(700, settings["AccountLimit"]["UnreservedConcurrentExecutions"])
        self.assertEqual(1, settings["AccountUsage"]["FunctionCount"])


if __name__ == "__main__":
    unittest.main()
