import json
import os
import signal
import threading
import unittest
from pathlib import Path

from botocore.exceptions import ClientError

from .functions import zipped
from .running import eventually, shared

HANDLER = '''
import os, sys, time

def handle(event, headers):
    if "until" in event:
        open(event["until"] + "-awaited", "w").close()
    while "until" in event and not os.path.exists(event["until"]):
        time.sleep(0.05)
    return {"pid": os.getpid(), "arguments": sys.argv, "text": "x" * event.get("answer", 0)}
'''
SIX_MEGABYTES = 6 * 1024 * 1024
ONE_MEGABYTE = 1024 * 1024


def of_size(size):
    """A JSON event of so many bytes."""
    return json.dumps({"a": "x" * (size - len('{"a": ""}'))})


class InvocationTest(unittest.TestCase):
    """Lambda's Invoke, from the call to the process and back."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        cls.functions = cls.emulator.client("lambda")
        cls.role = cls.emulator.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["Arn"]

    def setUp(self):
        self.name = self.id().rsplit(".", 1)[-1][:60]
        self.signal = Path(self.emulator.folder.name, self.name)  # the calls with `until` wait for this file

    def make(self, timeout=900, memory=128, reserved=None):
        self.functions.create_function(FunctionName=self.name, Role=self.role, Runtime="java21", Handler="h",
                                       Code={"ZipFile": zipped(HANDLER)}, Timeout=timeout, MemorySize=memory)
        if reserved is not None:
            self.functions.put_function_concurrency(FunctionName=self.name, ReservedConcurrentExecutions=reserved)

    def invoke(self, kind="RequestResponse", payload=None, **event):
        """(function error, answer)"""
        answer = self.emulator.client("lambda").invoke(FunctionName=self.name, InvocationType=kind,
                                                       Payload=payload or json.dumps(event))
        content = answer["Payload"].read()
        return answer.get("FunctionError"), json.loads(content) if content else None

    def in_background(self, **event):
        """Starts an invocation; its answers come into the list that is given back."""
        answers = []
        threading.Thread(target=lambda: answers.append(self.invoke(**event)), daemon=True).start()
        return answers

    def is_awaited(self):
        """Whether a call is at work."""
        return self.signal.with_name(f"{self.signal.name}-awaited").exists()

    def shown(self):
        return next(f for f in self.emulator.show("functions")["functions"] if f["name"] == self.name)

    def busy(self):
        return [process["pid"] for process in self.shown()["processes"] if process["state"] == "busy"]

    def refusal(self, **named):
        with self.assertRaises(ClientError) as caught:
            self.invoke(**named)
        return caught.exception.response

    def test_the_first_call_is_cold_and_the_next_is_warm(self):
        self.make()
        first, second = self.invoke()[1]["pid"], self.invoke()[1]["pid"]
        self.assertEqual(first, second)
        self.assertEqual((2, 1), (self.shown()["invocations"], self.shown()["coldStarts"]))
        reports = [line for line in self.emulator.lines(self.name) if line.startswith("REPORT")]
        self.assertEqual([True, False], ["Init Duration" in report for report in reports])

    def test_concurrent_calls_get_a_process_each_up_to_the_reserved_concurrency(self):
        self.make(reserved=2)
        answers = [self.in_background(until=str(self.signal)) for _ in range(2)]
        self.assertTrue(eventually(lambda: len(self.busy()) == 2))
        refused = self.refusal()
        self.assertEqual((429, "TooManyRequestsException", "ReservedFunctionConcurrentInvocationLimitExceeded"),
                         (refused["ResponseMetadata"]["HTTPStatusCode"], refused["Error"]["Code"], refused["Reason"]))
        self.signal.touch()
        self.assertTrue(eventually(lambda: all(answers)))
        self.assertEqual(2, len({answer[0][1]["pid"] for answer in answers}))
        self.assertEqual(1, self.shown()["throttles"])
        self.assertIsNone(self.invoke()[0])

    def test_a_call_past_its_timeout_is_an_error_and_the_next_call_gets_a_new_process(self):
        self.make(timeout=5)
        pid = self.invoke()[1]["pid"]
        error, answer = self.invoke(until=str(self.signal))
        self.assertEqual(("Unhandled", "Sandbox.Timedout"), (error, answer["errorType"]))
        self.assertIn("Task timed out after 5.00 seconds", answer["errorMessage"])
        self.assertNotEqual(pid, self.invoke()[1]["pid"])

    def test_the_memory_setting_bounds_the_heap(self):
        self.make(memory=512)
        self.assertIn("-Xmx435m", self.invoke()[1]["arguments"])

    def test_a_process_killed_during_a_call_is_an_error_and_the_next_call_gets_a_new_one(self):
        self.make()
        self.invoke()  # so that the process is started and what it is busy with is the call
        answers = self.in_background(until=str(self.signal))
        self.assertTrue(eventually(self.is_awaited))
        pid, = self.busy()
        os.kill(pid, signal.SIGKILL)
        error, answer = eventually(lambda: answers)[0]
        self.assertEqual(("Unhandled", "Runtime.ExitError"), (error, answer["errorType"]))
        self.assertRegex(answer["errorMessage"], r"^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: signal: 9")
        self.assertNotEqual(pid, self.invoke()[1]["pid"])
        self.assertEqual(1, self.shown()["errors"])

    def test_a_process_killed_while_idle_is_no_ones_error(self):
        self.make()
        pid = self.invoke()[1]["pid"]
        os.kill(pid, signal.SIGKILL)
        self.assertTrue(eventually(lambda: pid not in self.emulator.children()))
        error, answer = self.invoke()
        self.assertIsNone(error)
        self.assertNotEqual(pid, answer["pid"])

    def test_an_event_of_six_megabytes_is_the_largest(self):
        self.make()
        self.assertIsNone(self.invoke(payload=of_size(SIX_MEGABYTES))[0])
        refused = self.refusal(payload=of_size(SIX_MEGABYTES + 1))
        self.assertEqual((413, "RequestTooLargeException"),
                         (refused["ResponseMetadata"]["HTTPStatusCode"], refused["Error"]["Code"]))
        self.assertIn("must be smaller than 6291456 bytes", refused["Error"]["Message"])

    def test_an_answer_of_more_than_six_megabytes_is_an_error_and_the_process_stays(self):
        self.make()
        pid = self.invoke()[1]["pid"]
        error, answer = self.invoke(answer=SIX_MEGABYTES)
        self.assertEqual(("Unhandled", "Function.ResponseSizeTooLarge"), (error, answer["errorType"]))
        self.assertEqual(pid, self.invoke()[1]["pid"])

    def test_an_event_invocation_takes_one_megabyte(self):
        self.make()
        self.invoke(kind="Event", payload=of_size(ONE_MEGABYTE))
        self.assertEqual("RequestTooLargeException",
                         self.refusal(kind="Event", payload=of_size(ONE_MEGABYTE + 1))["Error"]["Code"])
        self.assertTrue(eventually(lambda: self.shown()["invocations"] == 1))


if __name__ == "__main__":
    unittest.main()
