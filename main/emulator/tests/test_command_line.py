import json
import os
import signal
import socket
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .functions import zipped
from .running import PATIENCE_SECONDS, Running, eventually, free_port, launch


def alive(pid):
    try:
        os.kill(pid, 0)
        return not Path(f"/proc/{pid}/stat").exists() or " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except ProcessLookupError:
        return False


class RefusalTest(unittest.TestCase):
    """What cannot work ends at once, with one line and an exit code."""

    def refusal(self, *arguments):
        with tempfile.TemporaryDirectory() as folder:
            process = launch("--directory", folder, *arguments)
            _, problem = process.communicate(timeout=PATIENCE_SECONDS)
        self.assertEqual(1, len(problem.strip().splitlines()), problem)
        return process.returncode, problem

    def test_a_taken_port_is_exit_code_3(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            code, problem = self.refusal("--port", str(server.getsockname()[1]))
        self.assertEqual(3, code)
        self.assertIn("is taken", problem)

    def test_an_unusable_java_or_class_path_is_exit_code_2(self):
        for arguments, said in ((["--java", "/no/java", "--runtime-classpath", __file__], "not usable: /no/java"),
                                (["--java", "true", "--runtime-classpath", "/no/such.jar"], "/no/such.jar")):
            with self.subTest(said):
                code, problem = self.refusal("--port", str(free_port()), *arguments)
                self.assertEqual(2, code)
                self.assertIn(said, problem)

    def test_a_folder_without_postgresql_is_exit_code_2(self):
        code, problem = self.refusal("--port", str(free_port()), "--postgres-bin", "/")
        self.assertEqual(2, code)
        self.assertIn("lacks initdb, postgres", problem)


class RunTest(unittest.TestCase):
    def setUp(self):
        self.emulator = Running()
        self.addCleanup(self.emulator.remove_folder)

    def tearDown(self):
        if self.emulator.process.poll() is None:
            self.emulator.process.kill()
        self.emulator.process.communicate()

    def start_a_function(self):
        role = self.emulator.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        functions = self.emulator.client("lambda")
        functions.create_function(FunctionName="f", Role=role, Runtime="java21", Handler="h",
                                  Code={"ZipFile": zipped()}, Timeout=900)
        return json.loads(functions.invoke(FunctionName="f", Payload="{}")["Payload"].read())["pid"]

    def test_health_names_what_is_on(self):
        self.assertEqual({"status": "ok", "moto": "5.2.1", "functions": True, "postgres": False}, self.emulator.health)

    def test_sigterm_ends_the_functions_and_exits_0(self):
        pid = self.start_a_function()
        self.assertTrue(eventually(lambda: pid in self.emulator.children()))
        self.emulator.process.send_signal(signal.SIGTERM)
        self.assertEqual(0, self.emulator.process.wait(timeout=PATIENCE_SECONDS))
        self.assertFalse(alive(pid))

    def test_functions_do_not_outlive_a_killed_emulator(self):
        pid = self.start_a_function()
        self.emulator.process.kill()
        self.emulator.process.wait()
        self.assertTrue(eventually(lambda: not alive(pid)))

    def test_many_connections_at_once_are_served(self):
        def ask(_):
            return self.emulator.as_root("GET", "/_tapstack/health")[0]

        with ThreadPoolExecutor(max_workers=200) as callers:
            self.assertEqual({200}, set(callers.map(ask, range(600))))


if __name__ == "__main__":
    unittest.main()
