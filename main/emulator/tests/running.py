"""A whole emulator as a process of its own, for tests."""
import atexit
import functools
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials

from .functions import FAKE_JAVA

ROOT = str(Path(__file__).parents[1])

# How long a test waits for what must come: only a hang takes longer. PATIENCE, in minutes, is the caller's.
PATIENCE_SECONDS = 60 * float(os.environ.get("PATIENCE", 4))
PORT_TAKEN = 3


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def launch(*arguments, around=(), module="tapstack_emulator", **environment):
    """An emulator's process; `around` is a command that runs it."""
    return subprocess.Popen([*around, sys.executable, "-m", module, *arguments], text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            env={**os.environ, "PYTHONPATH": os.pathsep.join([ROOT, *sys.path]), **environment})


class Running:
    def __init__(self, *more, small_disk=None, module="tapstack_emulator"):
        """`small_disk` is the size in bytes of a file system of its own for the emulator's folder, `module` what runs."""
        self.folder = tempfile.TemporaryDirectory()
        self.on_small_disk = small_disk is not None
        around = ["unshare", "-rm", "sh", "-c", f'mount -t tmpfs -o size={small_disk} tmpfs "$0" && exec "$@"',
                  self.folder.name] if small_disk else []
        arguments = ["--directory", self.folder.name, "--java", FAKE_JAVA, "--runtime-classpath", __file__, *more]
        while not self._start(arguments, around=around, module=module):
            pass

    def _start(self, arguments, **how):
        """Whether it runs; it does not if another program has taken the port meanwhile."""
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = launch("--port", str(self.port), *arguments, **how)
        eventually(lambda: self.process.poll() is not None or self._answers())
        if self.process.poll() == PORT_TAKEN:
            return False
        if not self._answers():
            self.process.kill()
            raise RuntimeError(self.process.communicate()[1])
        return True

    def _answers(self):
        try:
            self.root = self._root()
            self.health = self.show("health")
            return True
        except OSError:
            return False

    def _root(self):
        """The account root's key and secret; with a small disk its folder is another one to the emulator."""
        inside = Path(f"/proc/{self.process.pid}/root") if self.on_small_disk else Path("/")
        made = json.loads((inside / self.folder.name[1:] / "credentials.json").read_text())
        return made["accessKeyId"], made["secretAccessKey"]

    def client(self, service, key=None, secret=None, token=None, region="us-east-1"):
        """As the account root where no key is given; S3's control plane, whose host name holds the account, by proxy."""
        if key is None:
            key, secret = self.root
        proxies = {"http": self.url} if service == "s3control" else None
        return boto3.client(service, endpoint_url=self.url, region_name=region, aws_access_key_id=key,
                            aws_secret_access_key=secret, aws_session_token=token,
                            config=Config(retries={"total_max_attempts": 1}, proxies=proxies,
                                          read_timeout=PATIENCE_SECONDS))

    def show(self, path):
        """The answer of one of the emulator's own endpoints, which must be one."""
        endpoint, mark, query = path.partition("?")
        status, answer = self.as_root("GET", f"/_tapstack/{endpoint}{mark}{urllib.parse.quote(query, safe='&=%')}")
        if status != 200:
            raise AssertionError(f"{path}: {status} {answer}")
        return answer

    def as_root(self, method, path, body=None, headers=None):
        """(status, answer) of a request to the emulator itself, signed by the account root."""
        try:
            answer = urllib.request.urlopen(self.signed(method, path, body, headers, self.root, "sts"))
        except urllib.error.HTTPError as problem:
            answer = problem
        with answer:
            return answer.status, json.loads(answer.read())

    def signed(self, method, path, body=None, headers=None, sign=None, service="execute-api"):
        """The request; `sign` is a tuple of credentials."""
        url = self.url + path
        request = AWSRequest(method, url, data=body, headers=headers or {})
        if sign:
            SigV4Auth(Credentials(*sign), service, "us-east-1").add_auth(request)
        return urllib.request.Request(url, body, dict(request.headers), method=method)

    def lines(self, function):
        """What is in a function's log group."""
        logs = self.client("logs")
        try:
            events = logs.filter_log_events(logGroupName=f"/aws/lambda/{function}")["events"]
        except logs.exceptions.ResourceNotFoundException:
            return []
        return [event["message"] for event in events]

    def printed(self, function):
        """The JSON lines that a function printed."""
        return [json.loads(line) for line in self.lines(function) if line.startswith("{")]

    def children(self):
        return json.loads(Path(self.folder.name, "emulator.json").read_text())["children"]

    def enforce_iam(self, on):
        self.as_root("POST", "/moto-api/reset-auth", b"0" if on else b"inf", {"Content-Type": "text/plain"})

    def reset(self):
        """A fresh account."""
        self.as_root("POST", "/moto-api/reset")

    def call(self, method, path, body=None, headers=None, sign=None):
        """(status, headers, body) of an API Gateway request; `sign` is a tuple of credentials."""
        try:
            answer = urllib.request.urlopen(self.signed(method, path, body, headers, sign))
        except urllib.error.HTTPError as problem:
            answer = problem
        with answer:
            return answer.status, dict(answer.headers), answer.read()

    def end(self):
        self.process.terminate()
        self.process.communicate(timeout=PATIENCE_SECONDS)
        self.remove_folder()
        return self.process.returncode

    def remove_folder(self):
        """The processes of a killed emulator end after it, and may write until then."""
        def removed():
            try:
                self.folder.cleanup()
                return True
            except OSError:
                return False

        if not eventually(removed):
            raise AssertionError(f"{self.folder.name} cannot be removed")


@functools.lru_cache(maxsize=None)
def _kept():
    emulator = Running()
    atexit.register(emulator.end)
    return emulator


def shared():
    """The emulator of all tests of this process that need no other options: a start costs more than most tests. Its
    account is a new one each time."""
    emulator = _kept()
    emulator.enforce_iam(True)
    emulator.reset()
    return emulator


def eventually(check, seconds=PATIENCE_SECONDS):
    """The first true value of check(), tried again until the time is over; a short one is for what must not come."""
    until = time.monotonic() + seconds
    while True:
        found = check()
        if found or time.monotonic() > until:
            return found
        time.sleep(0.1)
