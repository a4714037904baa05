"""The calls of `tap verify` against AWS's managed policies, as moto's release has them."""
import json
import pathlib
import re
import unittest

from moto.iam import aws_managed_policies

from tapstack_emulator.iam.policy import decide

DEPLOY = pathlib.Path(__file__).parents[3] / "docs" / "deploy.md"


class ReadersTest(unittest.TestCase):
    def setUp(self):
        section = DEPLOY.read_text().split("<!-- checks -->")[1].split("<!-- /checks -->")[0]
        self.calls = set(re.findall(r"`([\w-]+:\w+)`", section))
        self.policies = json.loads(aws_managed_policies.aws_managed_policies_data)

    def denied(self, policy):
        document = self.policies[policy]["Document"]
        return {call for call in self.calls if not decide([document], None, call, self.resource(call), {}).allowed}

    @staticmethod
    def resource(call):
        """API Gateway's are what is read: the lists of APIs and of domain names."""
        return "arn:aws:apigateway:eu-central-1::/domainnames" if call == "apigateway:GET" else "*"

    def test_the_table_has_calls(self):
        self.assertIn("kms:DescribeKey", self.calls)

    def test_both_allow_every_call_of_a_check(self):
        for policy in ("ReadOnlyAccess", "SecurityAudit"):
            self.assertEqual(set(), self.denied(policy), policy)

    def test_neither_allows_to_decrypt_the_state_and_one_not_to_read_it(self):
        self.calls = {"kms:Decrypt", "s3:GetObject"}
        self.assertEqual({"kms:Decrypt"}, self.denied("ReadOnlyAccess"))
        self.assertEqual({"kms:Decrypt", "s3:GetObject"}, self.denied("SecurityAudit"))


if __name__ == "__main__":
    unittest.main()
