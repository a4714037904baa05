import json
import locale
import os
import signal
import tempfile
import threading
import time
import types
import unittest
from pathlib import Path

from moto.logs.models import logs_backends

from tapstack_emulator.children import Children
from tapstack_emulator.functions import launch, logs
from tapstack_emulator.functions.outcome import Outcome, Refused
from tapstack_emulator.functions.pool import Pool
from tapstack_emulator.functions.sandbox import Gone, Sandbox

from .functions import FAKE_JAVA, spec
from .running import PATIENCE_SECONDS, eventually

CREDENTIALS = types.SimpleNamespace(access_key_id="ASIA1", secret_access_key="secret", session_token="token")


class SandboxTest(unittest.TestCase):
    """One process of a function, spoken to over the Runtime API."""

    @classmethod
    def setUpClass(cls):
        cls.children = Children()
        cls.folder = tempfile.TemporaryDirectory()

    @classmethod
    def tearDownClass(cls):
        cls.children.stop_all()
        cls.folder.cleanup()

    def sandbox(self, **changes):
        made = spec(**changes)
        folder = Path(self.folder.name)
        code = launch.unpack(made, folder)
        sandbox = Sandbox(made, self.children, folder, launch.java_command(made, code, FAKE_JAVA, "runtime.jar"),
                          lambda api, stream: launch.environment(made, code, api, stream, "http://127.0.0.1:1",
                                                                 Path("/ca.pem"), CREDENTIALS))
        self.addCleanup(sandbox.stop)
        return sandbox

    @staticmethod
    def invoke(sandbox, **event):
        outcome = sandbox.invoke("arn:function:api:live", json.dumps(event).encode(), "request-1")
        return outcome, json.loads(outcome.payload)

    def test_the_process_gets_a_utf8_locale_that_is_installed(self):
        _, answer = self.invoke(self.sandbox())
        self.addCleanup(locale.setlocale, locale.LC_CTYPE, locale.setlocale(locale.LC_CTYPE))
        locale.setlocale(locale.LC_CTYPE, answer["environment"]["LANG"])  # fails for one that is not
        self.assertEqual("UTF-8", locale.nl_langinfo(locale.CODESET))

    def test_the_process_reads_no_profile_of_the_developers(self):
        _, answer = self.invoke(self.sandbox(environment={"AWS_CONFIG_FILE": "/home/me/.aws/config"}))
        self.assertEqual(["/dev/null"] * 2, [answer["environment"].get(name) for name in (
            "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE")])

    def test_a_warm_process_answers_one_event_after_the_other(self):
        sandbox = self.sandbox()
        self.assertEqual(1, self.invoke(sandbox)[1]["calls"])
        self.assertEqual(2, self.invoke(sandbox)[1]["calls"])

    def test_the_process_knows_its_function_and_has_its_roles_credentials(self):
        _, answer = self.invoke(self.sandbox(environment={"TABLE": "t", "AWS_REGION": "not this"}))
        expected = {"TABLE": "t", "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "ASIA1", "AWS_SESSION_TOKEN": "token",
                    "AWS_LAMBDA_FUNCTION_NAME": "api", "RDS_CA_BUNDLE": "/ca.pem",
                    "AWS_ENDPOINT_URL": "http://127.0.0.1:1"}
        self.assertEqual(expected, {name: answer["environment"].get(name) for name in expected})

    def test_the_invocation_names_the_arn_that_was_called_and_its_deadline(self):
        begin = time.time()
        _, answer = self.invoke(self.sandbox(timeout_seconds=30))
        headers = {name.lower(): value for name, value in answer["headers"].items()}
        self.assertEqual("arn:function:api:live", headers["lambda-runtime-invoked-function-arn"])
        invoked = int(headers["lambda-runtime-deadline-ms"]) / 1000 - 30
        self.assertTrue(begin - 0.001 <= invoked <= time.time(), (begin, invoked))

    def test_an_exception_is_an_unhandled_error_with_type_message_and_stack(self):
        outcome, answer = self.invoke(self.sandbox(), do="fail")
        self.assertEqual("Unhandled", outcome.error)
        self.assertEqual(("ValueError", "asked to"), (answer["errorType"], answer["errorMessage"]))
        self.assertTrue(answer["stackTrace"])

    def test_a_process_past_its_timeout_is_killed(self):
        sandbox = self.sandbox(timeout_seconds=1)
        outcome, answer = self.invoke(sandbox, do="sleep", seconds=3600)
        self.assertEqual(("Unhandled", "Sandbox.Timedout"), (outcome.error, answer["errorType"]))
        self.assertIn("Task timed out after 1.00 seconds", answer["errorMessage"])
        self.assertIn("Status: timeout", outcome.log)
        self.assertTrue(eventually(lambda: not sandbox.alive()))

    def test_a_process_that_exits_is_an_error_with_its_status(self):
        _, answer = self.invoke(self.sandbox(), do="exit")
        self.assertEqual("Runtime.ExitError", answer["errorType"])
        self.assertIn("exit status 3", answer["errorMessage"])

    def test_a_process_that_cannot_begin_reports_why(self):
        outcome, answer = self.invoke(self.sandbox(code="raise RuntimeError('no table')"))
        self.assertEqual(("Unhandled", "RuntimeError", "no table"),
                         (outcome.error, answer["errorType"], answer["errorMessage"]))

    def test_a_process_that_ended_between_two_calls_takes_no_further_one(self):
        sandbox = self.sandbox()
        self.invoke(sandbox)
        os.kill(sandbox.pid, signal.SIGKILL)
        self.assertTrue(eventually(lambda: not sandbox.alive()))
        with self.assertRaises(Gone):
            self.invoke(sandbox)

    def test_an_answer_over_six_megabytes_is_an_error(self):
        self.assertEqual("Function.ResponseSizeTooLarge", self.invoke(self.sandbox(), do="big")[1]["errorType"])

    def test_what_it_prints_is_logged_between_lambdas_own_lines(self):
        outcome, _ = self.invoke(self.sandbox(log_group="/lines"))
        group = logs_backends["123456789012"]["us-east-1"].groups["/lines"]
        written = [event.message for stream in group.streams.values() for event in stream.events]
        self.assertEqual(["START RequestId: request-1 Version: 1", "call 1", "END RequestId: request-1"], written[:3])
        self.assertTrue(written[3].startswith("REPORT RequestId: request-1\tDuration:"))
        self.assertIn("call 1", outcome.log)


class LogTest(unittest.TestCase):
    def test_json_functions_get_platform_events(self):
        lines = logs.around(spec(log_format="JSON"), "r", ["x"], 1.5, 100.0, "success")
        self.assertEqual(["platform.start", "platform.report"], [json.loads(lines[i])["type"] for i in (0, 2)])
        self.assertEqual(100.0, json.loads(lines[2])["record"]["metrics"]["initDurationMs"])

    def test_a_system_log_level_above_info_leaves_the_functions_own_lines_only(self):
        quiet = spec(log_format="JSON", system_log_level="WARN")
        self.assertEqual(["x"], logs.around(quiet, "r", ["x"], 1, 0, "success"))


class FakeSandbox:
    def __init__(self, made, gate):
        self.spec, self.gate, self.retired, self.stopped = made, gate, False, False
        self.gone = self.at_work = False
        self.born = self.idle_since = time.monotonic()

    def alive(self):
        return not self.stopped

    def invoke(self, arn, event, request_id):
        self.at_work = True
        self.gate.wait(PATIENCE_SECONDS)
        if self.gone:
            self.stopped = True
            raise Gone
        return Outcome(event, request_id)

    def stop(self):
        self.stopped = True


class PoolTest(unittest.TestCase):
    def setUp(self):
        self.gate, self.started = threading.Event(), []
        self.pool = Pool(self.start, max_processes=4)

    def start(self, made):
        self.started.append(FakeSandbox(made, self.gate))
        return self.started[-1]

    def call(self, made=None, reserved=None):
        return self.pool.invoke(made or spec(), reserved, "arn", b"{}", "r")

    def calls_at_once(self, count, **named):
        """What became of them; the ones that run go on until all others are refused."""
        results = []

        def run():
            try:
                results.append(self.call(**named))
            except Refused as refusal:
                results.append(refusal.reason)

        def decided():
            return len(results) + sum(sandbox.at_work for sandbox in self.started) == count

        threads = [threading.Thread(target=run) for _ in range(count)]
        for thread in threads:
            thread.start()
        self.assertTrue(eventually(decided))
        self.gate.set()
        for thread in threads:
            thread.join()
        return results

    def test_calls_at_once_run_in_processes_of_their_own(self):
        self.calls_at_once(3)
        self.assertEqual(3, len(self.started))

    def test_calls_one_after_the_other_share_a_process(self):
        self.gate.set()
        for _ in range(3):
            self.call()
        self.assertEqual(1, len(self.started))

    def test_a_call_that_finds_its_process_gone_gets_another_one(self):
        self.gate.set()
        self.call()
        self.started[0].gone = True
        self.assertEqual(b"{}", self.call().payload)
        self.assertEqual(2, len(self.started))
        self.assertEqual(0, self.pool._running["123456789012", "us-east-1", "api"])

    def test_reserved_concurrency_throttles_what_is_beyond(self):
        results = self.calls_at_once(4, reserved=2)
        self.assertEqual(2, results.count("ReservedFunctionConcurrentInvocationLimitExceeded"))
        self.assertEqual(2, len(self.started))

    def test_a_reservation_of_zero_stops_a_function(self):
        with self.assertRaises(Refused):
            self.call(reserved=0)

    def test_the_machines_limit_throttles_too(self):
        self.assertEqual(2, self.calls_at_once(6).count("ConcurrentInvocationLimitExceeded"))

    def test_changed_settings_get_a_new_process(self):
        self.gate.set()
        self.call()
        self.call(spec(environment={"NEW": "1"}))
        self.assertEqual(2, len(self.started))

    def test_a_deleted_functions_processes_end(self):
        self.gate.set()
        self.call()
        self.pool.retire("123456789012", "us-east-1", "api")
        self.assertTrue(self.started[0].stopped)

    def test_a_process_retired_at_work_ends_after_its_call(self):
        thread = threading.Thread(target=self.call)
        thread.start()
        self.assertTrue(eventually(lambda: self.started and self.started[0].at_work))
        self.pool.retire("123456789012", "us-east-1", "api", "1")
        self.assertFalse(self.started[0].stopped)
        self.gate.set()
        thread.join()
        self.assertTrue(self.started[0].stopped)


class LaunchTest(unittest.TestCase):
    def test_the_heap_leaves_room_in_the_functions_memory(self):
        command = launch.java_command(spec(memory_mb=512), Path("/code"), "java", "runtime.jar")
        self.assertIn("-Xmx435m", command)
        self.assertEqual(os.pathsep.join(["/code", "/code/lib/*", "runtime.jar"]), command[command.index("-cp") + 1])


if __name__ == "__main__":
    unittest.main()
