import unittest

from tapstack_emulator.iam.conditions import all_met
from tapstack_emulator.iam.requests.keys import set_for

CONTEXT = {"aws:principalarn": "arn:aws:iam::123456789012:role/r", "iam:permissionsboundary": "b",
           "kms:encryptioncontext:table": "t", "aws:requesttag/team": "a", "lambda:sourcefunctionarn": "f",
           "aws:tagkeys": ["team"], "s3:prefix": "p"}


class ConditionKeysTest(unittest.TestCase):
    """Which keys AWS sets for an action: its Service Authorization Reference."""

    def test_a_key_of_another_action_is_absent(self):
        self.assertIn("iam:permissionsboundary", set_for("iam:CreateRole", CONTEXT))
        self.assertNotIn("iam:permissionsboundary", set_for("iam:TagRole", CONTEXT))
        self.assertNotIn("iam:permissionsboundary", set_for("iam:CreatePolicyVersion", CONTEXT))
        self.assertIn("s3:prefix", set_for("s3:ListBucket", CONTEXT))
        self.assertNotIn("s3:prefix", set_for("s3:GetObject", CONTEXT))

    def test_tags_of_a_request_are_there_for_what_makes_and_tags(self):
        self.assertIn("aws:requesttag/team", set_for("sns:CreateTopic", CONTEXT))
        self.assertNotIn("aws:requesttag/team", set_for("sns:Publish", CONTEXT))
        self.assertNotIn("aws:tagkeys", set_for("sns:Publish", CONTEXT))

    def test_a_key_whose_name_the_caller_chooses_is_known_by_its_form(self):
        self.assertIn("kms:encryptioncontext:table", set_for("kms:Decrypt", CONTEXT))
        self.assertNotIn("kms:encryptioncontext:table", set_for("kms:GenerateMac", CONTEXT))

    def test_global_keys_are_always_there(self):
        for action in ("sns:Publish", "kms:GenerateMac", "organizations:ListRoots"):
            self.assertIn("aws:principalarn", set_for(action, CONTEXT))
            self.assertIn("lambda:sourcefunctionarn", set_for(action, CONTEXT))

    def test_a_condition_on_an_absent_key_fails_and_negated_holds(self):
        context = set_for("iam:TagRole", CONTEXT)
        self.assertFalse(all_met({"StringEquals": {"iam:PermissionsBoundary": "b"}}, context))
        self.assertTrue(all_met({"StringNotEquals": {"iam:PermissionsBoundary": "other"}}, context))


if __name__ == "__main__":
    unittest.main()
