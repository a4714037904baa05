import json
import unittest

from botocore.exceptions import ClientError

from . import slow_snapshots
from .functions import HANDLER, zipped
from .running import Running, eventually


class SnapshotTest(unittest.TestCase):
    """Published versions with SnapStart, from their publication on."""

    def begin(self, **more):
        self.emulator = Running(**more)
        self.addCleanup(self.emulator.end)
        self.functions = self.emulator.client("lambda")
        self.role = self.emulator.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["Arn"]

    def publish(self, name, **more):
        self.functions.create_function(FunctionName=name, Role=self.role, Runtime="java21", Handler="h", Timeout=900,
                                       Code={"ZipFile": zipped(HANDLER)}, Publish=True, **more)
        self.functions.create_alias(FunctionName=name, Name="live", FunctionVersion="1")

    def state(self, name, **qualifier):
        found = self.functions.get_function_configuration(FunctionName=name, **qualifier)
        return found["State"], found["LastUpdateStatus"]

    def invoke(self, name, kind="RequestResponse", **qualifier):
        return self.functions.invoke(FunctionName=name, Payload=json.dumps({}), InvocationType=kind, **qualifier)["StatusCode"]

    def test_a_version_whose_snapshot_is_not_taken_yet_cannot_be_invoked(self):
        self.begin(module=slow_snapshots.__name__)
        self.publish("snap", SnapStart={"ApplyOn": "PublishedVersions"})
        self.assertEqual(("Pending", "InProgress"), self.state("snap", Qualifier="live"))
        with self.assertRaises(ClientError) as caught:
            self.invoke("snap", Qualifier="live")
        self.assertEqual((409, "ResourceConflictException"), (
            caught.exception.response["ResponseMetadata"]["HTTPStatusCode"], caught.exception.response["Error"]["Code"]))
        self.assertIn("is currently in the following state: Pending", str(caught.exception))
        self.assertEqual((("Active", "Successful"), 200), (self.state("snap"), self.invoke("snap")))
        self.publish("plain")
        self.assertEqual((("Active", "Successful"), 200), (self.state("plain", Qualifier="live"),
                                                           self.invoke("plain", Qualifier="live")))

    def test_a_version_whose_initialization_fails_is_failed_and_no_alias_leads_to_it(self):
        self.begin()
        self.publish("snap", SnapStart={"ApplyOn": "PublishedVersions"})
        self.functions.update_function_code(FunctionName="snap", ZipFile=zipped("raise KeyError('mistake')"), Publish=True)
        self.assertTrue(eventually(lambda: self.state("snap", Qualifier="2") == ("Failed", "Failed")))
        failed = self.functions.get_function_configuration(FunctionName="snap", Qualifier="2")
        self.assertEqual(("FunctionError", "FunctionError"), (failed["StateReasonCode"],
                                                              failed["LastUpdateStatusReasonCode"]))
        self.assertIn("KeyError", failed["StateReason"])
        for call in (lambda: self.functions.update_alias(FunctionName="snap", Name="live", FunctionVersion="2"),
                     lambda: self.functions.create_alias(FunctionName="snap", Name="next", FunctionVersion="2"),
                     lambda: self.invoke("snap", Qualifier="2")):
            with self.assertRaises(ClientError) as caught:
                call()
            self.assertEqual((409, "ResourceConflictException"), (
                caught.exception.response["ResponseMetadata"]["HTTPStatusCode"],
                caught.exception.response["Error"]["Code"]))
            self.assertIn("Failed", str(caught.exception))
        self.assertEqual((("Active", "Successful"), 200), (self.state("snap", Qualifier="live"),
                                                           self.invoke("snap", Qualifier="live")))

    def test_a_version_becomes_active_and_events_wait_for_it(self):
        self.begin()
        self.publish("snap", SnapStart={"ApplyOn": "PublishedVersions"})
        self.assertEqual(202, self.invoke("snap", "Event", Qualifier="live"))
        self.assertTrue(eventually(lambda: "call 1" in self.emulator.lines("snap")))
        self.assertEqual((("Active", "Successful"), 200), (self.state("snap", Qualifier="live"),
                                                           self.invoke("snap", Qualifier="live")))


if __name__ == "__main__":
    unittest.main()
