import unittest

from .running import shared


class PoolTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        cls.cognito = cls.emulator.client("cognito-idp")

    def pool(self, **settings):
        return self.cognito.create_user_pool(PoolName=self.id(), **settings)["UserPool"]

    def described(self, pool):
        return self.cognito.describe_user_pool(UserPoolId=pool["Id"])["UserPool"]

    def test_a_pool_is_tagged_and_untagged(self):
        pool = self.pool(UserPoolTags={"a": "1", "b": "2"})
        self.cognito.tag_resource(ResourceArn=pool["Arn"], Tags={"c": "3"})
        self.cognito.untag_resource(ResourceArn=pool["Arn"], TagKeys=["a"])
        self.assertEqual({"b": "2", "c": "3"}, self.described(pool)["UserPoolTags"])
        self.assertEqual({"b": "2", "c": "3"}, self.cognito.list_tags_for_resource(ResourceArn=pool["Arn"])["Tags"])
        with self.assertRaises(self.cognito.exceptions.ResourceNotFoundException):
            self.cognito.tag_resource(ResourceArn=pool["Arn"] + "x", Tags={"c": "3"})

    def test_a_change_keeps_what_is_set_only_once(self):
        pool = self.pool(UsernameAttributes=["email"], UsernameConfiguration={"CaseSensitive": False},
                         UserPoolTags={"a": "1"})
        self.cognito.update_user_pool(UserPoolId=pool["Id"], AutoVerifiedAttributes=["email"])
        found = self.described(pool)
        self.assertEqual((["email"], {"CaseSensitive": False}, {"a": "1"}, ["email"]),
                         tuple(found[name] for name in ("UsernameAttributes", "UsernameConfiguration", "UserPoolTags",
                                                        "AutoVerifiedAttributes")))

    def test_a_pool_has_the_tier_that_aws_gives_where_none_is_named(self):
        pool = self.pool()
        self.assertEqual("ESSENTIALS", self.described(pool)["UserPoolTier"])
        self.cognito.update_user_pool(UserPoolId=pool["Id"], UserPoolTier="PLUS")
        self.cognito.update_user_pool(UserPoolId=pool["Id"], AutoVerifiedAttributes=["email"])
        self.assertEqual("PLUS", self.described(pool)["UserPoolTier"])

    def test_a_protected_pool_is_not_deleted(self):
        pool = self.pool(DeletionProtection="ACTIVE")
        with self.assertRaises(self.cognito.exceptions.InvalidParameterException):
            self.cognito.delete_user_pool(UserPoolId=pool["Id"])
        self.cognito.update_user_pool(UserPoolId=pool["Id"], DeletionProtection="INACTIVE")
        self.cognito.delete_user_pool(UserPoolId=pool["Id"])
        with self.assertRaises(self.cognito.exceptions.ResourceNotFoundException):
            self.described(pool)
