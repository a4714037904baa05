import json
import string
import time
import unittest

from botocore.exceptions import ClientError

from .functions import zipped
from .running import eventually, shared

# The steps as AWS's own templates have them; FAIL_ONCE is the step that fails the first time.
HANDLER = '''
import os
import time
import boto3

failed = []

def handle(event, headers):
    print("step", event["Step"])
    time.sleep(float(os.environ.get("SECONDS", 0)))
    if event["Step"] in os.environ.get("FAIL", "") or event["Step"] == os.environ.get("FAIL_ONCE") and not failed:
        failed.append(1)
        raise RuntimeError("asked to")
    secrets = boto3.client("secretsmanager", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
    name, token = event["SecretId"], event["ClientRequestToken"]
    versions = secrets.describe_secret(SecretId=name)["VersionIdsToStages"]
    if "AWSCURRENT" in versions[token]:
        return
    assert "AWSPENDING" in versions[token], versions
    if event["Step"] == "createSecret":
        try:
            secrets.get_secret_value(SecretId=name, VersionId=token, VersionStage="AWSPENDING")
        except secrets.exceptions.ResourceNotFoundException:
            secrets.put_secret_value(SecretId=name, ClientRequestToken=token, VersionStages=["AWSPENDING"],
                                     SecretString=secrets.get_random_password(PasswordLength=20)["RandomPassword"])
    if event["Step"] == "testSecret":
        secrets.get_secret_value(SecretId=name, VersionId=token, VersionStage="AWSPENDING")
    if event["Step"] == "finishSecret":
        current = {"RemoveFromVersionId": version for version, stages in versions.items() if "AWSCURRENT" in stages}
        secrets.update_secret_version_stage(SecretId=name, VersionStage="AWSCURRENT", MoveToVersionId=token, **current)
'''
STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"]


class RotationTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        cls.secrets, cls.functions = cls.emulator.client("secretsmanager"), cls.emulator.client("lambda")
        iam = cls.emulator.client("iam")
        cls.role = iam.create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        iam.put_role_policy(RoleName="r", PolicyName="p", PolicyDocument=json.dumps({
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "secretsmanager:*", "Resource": "*"}]}))

    def make(self, permitted=True, first="first", **environment):
        """A secret and a rotation function of the test's name; the function's ARN."""
        self.name = self.id().rsplit(".", 1)[-1][-60:]
        value = {"SecretString": first} if first else {}
        self.first = self.secrets.create_secret(Name=self.name, **value).get("VersionId")
        function = self.functions.create_function(
            FunctionName=self.name, Role=self.role, Runtime="java21", Handler="h", Code={"ZipFile": zipped(HANDLER)},
            Timeout=900, Environment={"Variables": environment})["FunctionArn"]
        if permitted:
            self.functions.add_permission(FunctionName=self.name, StatementId="s", Action="lambda:InvokeFunction",
                                          Principal="secretsmanager.amazonaws.com")
        return function

    def rotate(self, function=None, **more):
        if function:
            more = {"RotationLambdaARN": function, "RotationRules": {"AutomaticallyAfterDays": 30}, **more}
        return self.secrets.rotate_secret(SecretId=self.name, **more)

    def stages(self):
        return {version: set(stages) for version, stages in
                self.secrets.describe_secret(SecretId=self.name)["VersionIdsToStages"].items()}

    def value(self, **which):
        return self.secrets.get_secret_value(SecretId=self.name, **which)["SecretString"]

    def steps(self):
        return [line.split()[1] for line in self.emulator.lines(self.name) if line.startswith("step ")]

    def refusal(self, *arguments, **named):
        with self.assertRaises(ClientError) as caught:
            self.rotate(*arguments, **named)
        return caught.exception.response["Error"]

    def is_rotated(self):
        return eventually(lambda: "AWSPREVIOUS" in self.stages()[self.first])

    def test_a_rotation_runs_the_four_steps_and_moves_the_labels(self):
        made = self.rotate(self.make())
        self.assertTrue(self.is_rotated())
        self.assertEqual({"AWSPREVIOUS"}, self.stages()[self.first])
        self.assertIn("AWSCURRENT", self.stages()[made["VersionId"]])
        self.assertEqual(20, len(self.value()))
        self.assertEqual(("first", self.value()), (self.value(VersionStage="AWSPREVIOUS"),
                                                   self.value(VersionStage="AWSCURRENT")))
        self.assertTrue(eventually(lambda: self.steps() == STEPS))
        described = self.secrets.describe_secret(SecretId=self.name)
        self.assertEqual((True, {"AutomaticallyAfterDays": 30}), (described["RotationEnabled"], described["RotationRules"]))

    def test_a_secret_without_a_value_gets_its_first_one(self):
        made = self.rotate(self.make(first=None))
        self.assertTrue(eventually(lambda: "AWSCURRENT" in self.stages()[made["VersionId"]]))
        self.assertEqual(20, len(self.value()))

    def test_a_secrets_first_value_is_current_before_it_is_set(self):
        made = self.rotate(self.make(first=None, FAIL="setSecret"))
        self.assertTrue(eventually(lambda: self.steps().count("setSecret") == 1))
        self.assertEqual({"AWSCURRENT", "AWSPENDING"}, self.stages()[made["VersionId"]])

    def test_the_next_rotation_needs_no_settings_and_leaves_one_previous_version(self):
        second = self.rotate(self.make())["VersionId"]
        self.is_rotated()
        third = eventually(lambda: self.rotate_when_done())
        eventually(lambda: "AWSCURRENT" in self.stages()[third])
        stages = self.stages()
        self.assertEqual({"AWSPREVIOUS"}, stages[second] - {"AWSPENDING"})
        self.assertNotIn("AWSPREVIOUS", stages.get(self.first, set()))

    def rotate_when_done(self):
        return eventually(lambda: self.steps().count("finishSecret") == 1) and self.rotate()["VersionId"]

    def test_a_rotation_asked_for_before_the_last_one_has_ended_follows_it(self):
        first = self.rotate(self.make(first=None, SECONDS="0.5"))["VersionId"]
        self.assertTrue(eventually(lambda: "AWSCURRENT" in self.stages()[first]))
        second = self.rotate()["VersionId"]
        self.assertTrue(eventually(lambda: "AWSCURRENT" in self.stages()[second]))
        eventually(lambda: len(self.steps()) == 8)
        self.assertEqual(STEPS + STEPS, self.steps())

    def test_a_rotation_that_fails_once_begins_anew_with_the_same_version(self):
        made = self.rotate(self.make(FAIL_ONCE="testSecret"))
        self.assertTrue(self.is_rotated())
        self.assertIn("AWSCURRENT", self.stages()[made["VersionId"]])
        self.assertTrue(eventually(lambda: self.steps() == STEPS[:3] + STEPS))

    def test_rotating_again_after_a_failure_goes_on_with_the_pending_version(self):
        made = self.rotate(self.make(FAIL="setSecret"))
        self.assertTrue(eventually(lambda: self.steps().count("setSecret") == 3))
        self.assertEqual({"AWSPENDING"}, self.stages()[made["VersionId"]])
        self.assertEqual("first", self.value())
        pending = self.value(VersionStage="AWSPENDING")
        self.functions.update_function_configuration(FunctionName=self.name, Environment={"Variables": {}})
        self.assertTrue(eventually(self.has_failed))
        error = self.refusal()
        self.assertEqual(("InvalidRequestException", "A previous rotation isn't complete. That rotation will be "
                          "reattempted."), (error["Code"], error["Message"]))
        self.assertTrue(self.is_rotated())
        self.assertEqual(pending, self.value())

    def has_failed(self):
        """Whether the third attempt, which is the last, is over."""
        function, = (each for each in self.emulator.show("functions")["functions"] if each["name"] == self.name)
        return function["errors"] == 3

    def test_without_immediate_rotation_only_the_test_runs(self):
        self.rotate(self.make(), RotateImmediately=False)
        self.assertTrue(eventually(lambda: self.stages() == {self.first: {"AWSCURRENT"}} and self.steps()))
        self.assertEqual(["testSecret"], self.steps())
        self.assertEqual("first", self.value())

    def test_a_function_that_does_not_let_secrets_manager_in_is_refused(self):
        error = self.refusal(self.make(permitted=False))
        self.assertEqual("AccessDeniedException", error["Code"])
        self.assertIn("secretsmanager.amazonaws.com", error["Message"])
        self.assertEqual({self.first: {"AWSCURRENT"}}, self.stages())

    def test_a_secret_without_a_function_cannot_rotate(self):
        self.make()
        self.assertIn("No Lambda rotation function ARN", self.refusal()["Message"])

    def test_a_versions_value_never_changes(self):
        self.make()
        with self.assertRaises(self.secrets.exceptions.ResourceExistsException):
            self.secrets.put_secret_value(SecretId=self.name, ClientRequestToken=self.first, SecretString="other")

    def test_random_passwords_keep_to_what_is_asked(self):
        password = self.secrets.get_random_password(PasswordLength=40, ExcludePunctuation=True,
                                                    ExcludeCharacters="abc01")["RandomPassword"]
        self.assertEqual(40, len(password))
        self.assertLessEqual(set(password), set(string.ascii_letters + string.digits) - set("abc01"))


if __name__ == "__main__":
    unittest.main()
