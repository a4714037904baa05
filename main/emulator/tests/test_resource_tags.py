import json
import unittest

from botocore.exceptions import ClientError

from .running import shared

KEY = "aws:ResourceTag/System"
POLICY = {"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": ["kms:*", "ec2:*"], "Resource": "*"},
    {"Effect": "Deny", "Action": ["kms:*", "ec2:*"], "Resource": "*",
     "Condition": {"Null": {KEY: "false"}, "StringNotEquals": {KEY: ["payments"]}}}]}


class ResourceTagsTest(unittest.TestCase):
    """aws:ResourceTag, for keys and parts of networks."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        iam = cls.emulator.client("iam")
        iam.create_user(UserName="by-tags")
        iam.put_user_policy(UserName="by-tags", PolicyName="p", PolicyDocument=json.dumps(POLICY))
        key = iam.create_access_key(UserName="by-tags")["AccessKey"]
        credentials = key["AccessKeyId"], key["SecretAccessKey"]
        cls.kms, cls.ec2 = (cls.emulator.client(name, *credentials) for name in ("kms", "ec2"))

    def key(self, *systems):
        tags = [{"TagKey": "System", "TagValue": system} for system in systems]
        return self.emulator.client("kms").create_key(Tags=tags)["KeyMetadata"]["KeyId"]

    def refused(self, call, **parameters):
        with self.assertRaisesRegex(ClientError, "AccessDenied|UnauthorizedOperation"):
            call(**parameters)

    def test_a_key_of_another_system_is_left_alone(self):
        key = self.key("foundation")
        self.refused(self.kms.schedule_key_deletion, KeyId=key)
        self.refused(self.kms.tag_resource, KeyId=key, Tags=[{"TagKey": "System", "TagValue": "payments"}])
        self.refused(self.kms.untag_resource, KeyId=key, TagKeys=["System"])

    def test_a_key_of_the_system_or_without_the_tag_is_not_protected(self):
        for key in (self.key("payments"), self.key()):
            self.kms.schedule_key_deletion(KeyId=key)

    def test_a_key_that_is_made_has_no_tags_yet(self):
        self.kms.create_key(Tags=[{"TagKey": "System", "TagValue": "foundation"}])

    def test_a_network_of_another_system_is_left_alone(self):
        root = self.emulator.client("ec2")
        for system, protected in (("foundation", True), ("payments", False)):
            vpc = root.create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=[
                {"ResourceType": "vpc", "Tags": [{"Key": "System", "Value": system}]}])["Vpc"]["VpcId"]
            if protected:
                self.refused(self.ec2.delete_vpc, VpcId=vpc)
            else:
                self.ec2.delete_vpc(VpcId=vpc)


if __name__ == "__main__":
    unittest.main()
