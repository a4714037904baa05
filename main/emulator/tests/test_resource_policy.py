import unittest

from tapstack_emulator.gateway.definition import Definition
from tapstack_emulator.gateway.resource_policy import check
from tapstack_emulator.gateway.responses import GatewayRefusal

from .openapi import context, document, request

METHODS = {(m.path, m.http_method): m for m in Definition(document()).methods()}
OPEN, BY_IAM = METHODS["/payment/{id}", "GET"], METHODS["/payment", "POST"]
ALL = {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}
FROM_HERE = {"Condition": {"IpAddress": {"aws:SourceIp": "127.0.0.0/8"}}}
FROM_ELSEWHERE = {"Condition": {"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}}


def call(method, *statements, caller=None):
    """None, or why the policy refuses."""
    made = context(request("GET", "/payment/1"), "/payment/{id}")
    if caller:
        made.identity["userArn"] = caller
    try:
        check({"Version": "2012-10-17", "Statement": list(statements)}, method, made)
    except GatewayRefusal as refusal:
        return str(refusal)
    return None


class ResourcePolicyTest(unittest.TestCase):
    def test_an_open_method_needs_an_allow_for_its_resource_and_its_caller(self):
        self.assertIsNone(call(OPEN, ALL))
        self.assertIsNone(call(OPEN, {**ALL, **FROM_HERE}))
        self.assertIsNone(call(OPEN, {**ALL, "Resource": "arn:aws:execute-api:us-east-1:123456789012:api/v1/GET/payment/*"}))
        for statement in ({**ALL, **FROM_ELSEWHERE}, {**ALL, "Resource": "execute-api:/v2/*"},
                          {**ALL, "Resource": "execute-api:/v1/POST/*"}, {**ALL, "Principal": {"AWS": "123456789012"}}):
            with self.subTest(statement):
                self.assertEqual("User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
                                 "arn:aws:execute-api:us-east-1:123456789012:api/v1/GET/payment/1", call(OPEN, statement))

    def test_a_deny_goes_before_every_allow(self):
        denied = {**ALL, "Effect": "Deny", **FROM_HERE}
        self.assertIn("with an explicit deny", call(OPEN, ALL, denied))
        self.assertIn("with an explicit deny", call(BY_IAM, ALL, denied, caller="arn:aws:iam::123456789012:user/u"))

    def test_a_caller_that_iam_lets_in_needs_no_allow_of_the_policy(self):
        self.assertIsNone(call(BY_IAM, {**ALL, **FROM_ELSEWHERE}, caller="arn:aws:iam::123456789012:user/u"))

    def test_the_policy_may_name_the_account(self):
        self.assertIn("explicit deny", call(BY_IAM, {**ALL, "Effect": "Deny", "Principal": {"AWS": "123456789012"}},
                                            caller="arn:aws:iam::123456789012:user/u"))


if __name__ == "__main__":
    unittest.main()
