import unittest

from tapstack_emulator.iam.conditions import UnknownOperator, all_met, glob
from tapstack_emulator.iam.policy import decide

TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/payments"


def statement(effect="Allow", action="dynamodb:GetItem", resource=TABLE, **more):
    return {"Statement": [{"Effect": effect, "Action": action, "Resource": resource, **more}]}


def allowed(*policies, boundary=None, action="dynamodb:GetItem", resource=TABLE, context=None):
    return decide(policies, boundary, action, resource, context or {}).allowed


class PolicyTest(unittest.TestCase):
    def test_nothing_is_allowed_without_a_statement(self):
        self.assertFalse(allowed())

    def test_an_allow_covers_its_action_on_its_resource_only(self):
        self.assertTrue(allowed(statement()))
        self.assertFalse(allowed(statement(), action="dynamodb:PutItem"))
        self.assertFalse(allowed(statement(), resource=TABLE + "/index/UserIdIndex"))

    def test_an_action_is_compared_without_case_and_a_resource_with_case(self):
        self.assertTrue(allowed(statement(action="DynamoDB:getitem")))
        self.assertFalse(allowed(statement(resource=TABLE.upper())))

    def test_wildcards_match_within_actions_and_resources(self):
        self.assertTrue(allowed(statement(action="dynamodb:Get*", resource=TABLE + "/index/*"),
                                resource=TABLE + "/index/UserIdIndex"))

    def test_a_bracket_in_a_pattern_is_no_wildcard(self):
        self.assertFalse(glob("table/[ab]", "table/a"))
        self.assertTrue(glob("table/[ab]", "table/[ab]"))

    def test_an_explicit_deny_wins_over_any_allow(self):
        self.assertFalse(allowed(statement(), statement(effect="Deny", action="dynamodb:*")))

    def test_not_action_and_not_resource_cover_everything_else(self):
        policy = {"Statement": {"Effect": "Allow", "NotAction": "iam:*", "NotResource": "arn:aws:s3:::secret"}}
        self.assertTrue(allowed(policy))
        self.assertFalse(allowed(policy, action="iam:CreateRole"))
        self.assertFalse(allowed(policy, resource="arn:aws:s3:::secret"))

    def test_a_permission_boundary_limits_what_the_policies_allow(self):
        self.assertTrue(allowed(statement(), boundary=statement(action="dynamodb:*")))
        self.assertFalse(allowed(statement(), boundary=statement(action="s3:*")))
        self.assertFalse(allowed(boundary=statement()), "a boundary alone allows nothing")

    def test_a_statement_counts_only_when_its_conditions_are_met(self):
        policy = statement(Condition={"StringEquals": {"aws:RequestedRegion": ["us-east-1", "eu-west-1"]}})
        self.assertTrue(allowed(policy, context={"aws:requestedregion": "eu-west-1"}))
        self.assertFalse(allowed(policy, context={"aws:requestedregion": "us-west-2"}))
        self.assertFalse(allowed(policy))

    def test_policy_variables_take_the_values_of_the_request(self):
        policy = statement(resource="arn:aws:dynamodb:*:*:table/${aws:username}-*")
        mine = "arn:aws:dynamodb:r:1:table/ann-x"
        self.assertTrue(allowed(policy, resource=mine, context={"aws:username": "ann"}))
        self.assertFalse(allowed(policy, resource=mine, context={"aws:username": "bob"}))
        self.assertFalse(allowed(policy, resource=mine))


class ConditionTest(unittest.TestCase):
    def met(self, operator, key, wanted, **context):
        return all_met({operator: {key: wanted}}, {k.replace("_", ":"): v for k, v in context.items()})

    def test_negated_operators_are_met_when_the_key_is_absent(self):
        self.assertTrue(self.met("StringNotEquals", "aws:x", "a"))
        self.assertTrue(self.met("StringNotLike", "aws:x", "a*", aws_x="b"))
        self.assertFalse(self.met("StringNotLike", "aws:x", ["a*", "b*"], aws_x="bc"))

    def test_if_exists_operators_are_met_when_the_key_is_absent(self):
        self.assertTrue(self.met("StringEqualsIfExists", "aws:x", "a"))
        self.assertFalse(self.met("StringEqualsIfExists", "aws:x", "a", aws_x="b"))

    def test_bool_null_and_arn_operators_compare_as_aws_does(self):
        self.assertTrue(self.met("Bool", "aws:SecureTransport", "false", aws_securetransport="false"))
        self.assertTrue(self.met("Bool", "aws:SecureTransport", True, aws_securetransport="true"))
        self.assertTrue(self.met("Null", "aws:x", "true"))
        self.assertFalse(self.met("Null", "aws:x", "true", aws_x="there"))
        self.assertTrue(self.met("ArnLike", "aws:x", "arn:aws:execute-api:*:*:api/*/GET/*",
                                 aws_x="arn:aws:execute-api:r:1:api/v1/GET/payment"))

    def test_numbers_dates_and_addresses_are_compared_by_value(self):
        self.assertTrue(self.met("NumericLessThanEquals", "aws:x", "10", aws_x="9.5"))
        self.assertTrue(self.met("DateLessThan", "aws:x", "2030-01-01T00:00:00Z", aws_x="2029-12-31T23:59:59Z"))
        self.assertTrue(self.met("IpAddress", "aws:x", ["10.0.0.0/8", "127.0.0.0/8"], aws_x="127.0.0.1"))
        self.assertTrue(self.met("NotIpAddress", "aws:x", "10.0.0.0/8", aws_x="127.0.0.1"))

    def test_for_all_values_and_for_any_value_look_at_every_value(self):
        tags = {"aws_x": ["a", "b"]}
        self.assertTrue(self.met("ForAnyValue:StringEquals", "aws:x", "b", **tags))
        self.assertFalse(self.met("ForAllValues:StringEquals", "aws:x", "b", **tags))
        self.assertTrue(self.met("ForAllValues:StringEquals", "aws:x", "b"))

    def test_an_unknown_operator_is_an_error_and_not_an_answer(self):
        with self.assertRaises(UnknownOperator):
            self.met("BinaryEquals", "aws:x", "a", aws_x="a")


if __name__ == "__main__":
    unittest.main()
