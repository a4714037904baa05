import json
import unittest

from botocore.exceptions import ClientError

from .running import shared

ROLE = "arn:aws:iam::123456789012:role/simulated"


def policy(effect="Allow", action="s3:*", resource="*", **more):
    return json.dumps({"Version": "2012-10-17",
                       "Statement": [{"Effect": effect, "Action": action, "Resource": resource, **more}]})


class SimulationTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        emulator = shared()
        cls.iam = emulator.client("iam")
        boundary = cls.iam.create_policy(PolicyName="most", PolicyDocument=policy(action="s3:Get*"))["Policy"]["Arn"]
        cls.iam.create_role(RoleName="simulated", AssumeRolePolicyDocument=policy("Allow", "sts:AssumeRole"),
                            PermissionsBoundary=boundary)
        cls.iam.put_role_policy(RoleName="simulated", PolicyName="all", PolicyDocument=policy(action="*"))

    def decisions(self, actions, **more):
        answer = self.iam.simulate_principal_policy(PolicySourceArn=ROLE, ActionNames=actions, **more)
        return {(each["EvalActionName"], each["EvalResourceName"]): each for each in answer["EvaluationResults"]}

    def test_each_action_is_decided_on_each_resource(self):
        found = self.decisions(["s3:GetObject", "iam:CreateUser"], ResourceArns=["arn:aws:s3:::a/1", "arn:aws:s3:::b/1"])
        self.assertEqual(4, len(found))
        self.assertEqual("allowed", found["s3:GetObject", "arn:aws:s3:::b/1"]["EvalDecision"])

    def test_the_answer_says_whether_the_boundary_allows(self):
        refused = self.decisions(["iam:CreateUser"])["iam:CreateUser", "*"]
        self.assertEqual("implicitDeny", refused["EvalDecision"])
        self.assertFalse(refused["PermissionsBoundaryDecisionDetail"]["AllowedByPermissionsBoundary"])

    def test_a_boundary_of_the_request_takes_the_place_of_the_roles(self):
        denial = policy("Deny", "s3:GetObject")
        found = self.decisions(["s3:GetObject"], PermissionsBoundaryPolicyInputList=[denial])
        self.assertEqual("explicitDeny", found["s3:GetObject", "*"]["EvalDecision"])

    def test_only_the_requests_context_counts(self):
        by_tag = policy(Condition={"StringEquals": {"aws:ResourceTag/Team": "a"}})
        tagged = {"ContextKeyName": "aws:ResourceTag/Team", "ContextKeyType": "string", "ContextKeyValues": ["a"]}

        def decision(*context):
            answer = self.iam.simulate_custom_policy(PolicyInputList=[by_tag], ActionNames=["s3:GetObject"],
                                                     ContextEntries=list(context))
            return answer["EvaluationResults"][0]["EvalDecision"]

        self.assertEqual("implicitDeny", decision())
        self.assertEqual("allowed", decision(tagged))

    def test_a_role_that_does_not_exist_is_not_simulated(self):
        with self.assertRaisesRegex(ClientError, "NoSuchEntity.*role/none cannot be found"):
            self.iam.simulate_principal_policy(PolicySourceArn=ROLE.replace("simulated", "none"), ActionNames=["s3:GetObject"])


if __name__ == "__main__":
    unittest.main()
