import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from botocore.exceptions import ClientError

from tapstack_emulator import preflight

from .functions import HANDLER, zipped
from .running import Running, eventually

SIZE = 2_000_000
SILENT = HANDLER.replace('print("call", calls)', "pass")  # so that no room is made when its log is deleted


def can_mount():
    return shutil.which("unshare") is not None and subprocess.run(
        ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True).returncode == 0


@unittest.skipUnless(sys.platform == "linux" and can_mount(), "no user namespace to mount a small file system in")
class FullDiskTest(unittest.TestCase):
    """An emulator whose folder is a file system of two megabytes."""

    def setUp(self):
        self.emulator = Running(small_disk=SIZE)
        self.addCleanup(self.emulator.end)
        # the same folder, as the emulator's mount namespace has it
        self.folder = Path(f"/proc/{self.emulator.process.pid}/root{self.emulator.folder.name}")
        role = self.emulator.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        self.functions = self.emulator.client("lambda")
        self.functions.create_function(FunctionName="f", Role=role, Runtime="java21", Handler="h",
                                       Code={"ZipFile": zipped(SILENT)}, Timeout=900)

    def fill(self):
        with open(self.folder / "filling", "wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(4096))

    def invoke(self):
        return json.loads(self.functions.invoke(FunctionName="f", Payload="{}")["Payload"].read())

    def test_a_function_without_room_is_an_error_that_says_so_and_the_emulator_goes_on(self):
        self.fill()
        with self.assertRaises(ClientError) as caught:
            self.invoke()
        error = caught.exception.response["Error"]
        self.assertEqual("ServiceException", error["Code"])
        self.assertIn("No space left on device", error["Message"])
        self.emulator.client("sqs").create_queue(QueueName="still-works")
        self.assertEqual([], [path.name for path in (self.folder / "functions").iterdir() if path.name.startswith(".")])
        (self.folder / "filling").unlink()
        self.assertEqual(1, self.invoke()["calls"])

    def test_a_warm_function_goes_on_and_the_run_file_catches_up(self):
        pid = self.invoke()["pid"]
        self.assertTrue(eventually(lambda: pid in self.children()))
        self.fill()
        self.assertEqual(2, self.invoke()["calls"])
        os.kill(pid, 9)
        self.assertFalse(eventually(lambda: pid not in self.children(), seconds=2), "there is no room for a new one")
        self.assertEqual("ok", self.emulator.show("health")["status"])
        (self.folder / "filling").unlink()
        self.assertTrue(eventually(lambda: pid not in self.children()))
        self.assertEqual(1, self.invoke()["calls"])

    def children(self):
        return json.loads((self.folder / "emulator.json").read_text())["children"]


class FullAtStartTest(unittest.TestCase):
    def test_a_full_disk_is_exit_code_2(self):
        if not Path("/dev/full").exists():
            self.skipTest("no /dev/full")
        def full(self, content):
            with open("/dev/full", "wb", buffering=0) as device:
                device.write(content)

        with tempfile.TemporaryDirectory() as folder, mock.patch.object(Path, "write_bytes", full), \
                self.assertRaises(preflight.CannotStart) as caught:
            preflight.check_directory(Path(folder))
        self.assertEqual((2, f"--directory {folder} is not writable: No space left on device"),
                         (caught.exception.code, str(caught.exception)))


if __name__ == "__main__":
    unittest.main()
