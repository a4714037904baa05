"""One process of one version of one function: started, given one event at a time, ended."""
from __future__ import annotations

import queue
import subprocess
import threading
import time
import uuid
from pathlib import Path
from typing import Callable, List, Optional

from ..children import Children
from . import logs
from .delivery import timestamp
from .launch import FunctionSpec
from .outcome import MAX_PAYLOAD, Outcome, function_error
from .runtime_api import Message, RuntimeApi, Work, error_of

INIT_PATIENCE_SECONDS = 60  # AWS gives ten; a developer's machine that starts many JVMs at once gets more
LOG_TAIL = 4096


class Gone(Exception):
    """The process ended between two calls: no call's error, another process takes this one."""


class Sandbox:
    def __init__(self, spec: FunctionSpec, children: Children, folder: Path,
                 command: List[str], environment: Callable[[str, str], dict], for_snapshot: bool = False):
        self.spec = spec
        self.born = self.idle_since = time.monotonic()
        self.started = timestamp()
        self.retired = False
        self.invocations = 0
        self._log = logs.LogWriter(spec)
        self._api = RuntimeApi(for_snapshot)
        self._output_file = folder / f"{spec.name}-{uuid.uuid4().hex[:12]}.log"
        self._read_until = 0
        self._init_milliseconds = 0.0
        self._first_call = True
        try:
            with open(self._output_file, "wb") as output:
                self._child = children.start(command, stdout=output, stderr=subprocess.STDOUT, cwd=str(folder),
                                             env=environment(self._api.address, self._log.stream))
        except OSError:
            self._api.close()
            raise
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def pid(self) -> int:
        return self._child.process.pid

    def alive(self) -> bool:
        return self._child.alive()

    def invoke(self, function_arn: str, event: bytes, request_id: str) -> Outcome:
        self.invocations += 1
        begin = time.monotonic()
        broken = self._wait_until_ready()
        if broken is not None and not self._first_call:
            raise Gone
        if broken is not None:
            return self._end(request_id, broken, begin, begin, "error")
        self._api.work.put(Work(request_id, event, function_arn, self.spec.timeout_seconds))
        started = self._hear(INIT_PATIENCE_SECONDS)
        begin = time.monotonic()
        heard = started if started is None or started.kind != "started" else self._hear(self.spec.timeout_seconds)
        return self._conclude(heard, request_id, begin)

    def initialize(self) -> Optional[bytes]:
        """Waits for the end of the initialization; returns the error that it ended with."""
        return self._wait_until_ready()

    def stop(self) -> None:
        self._child.process.kill()
        self._child.process.wait()
        self._log.write(self._new_lines())
        self._api.close()
        self._output_file.unlink(missing_ok=True)

    def _watch(self) -> None:
        code = self._child.process.wait()
        self._api.said.put(Message("exit", str(code).encode()))
        self._api.ready.set()

    def _wait_until_ready(self) -> Optional[bytes]:
        """None, or the error that kept the process from being ready."""
        if self._first_call and not self._api.ready.wait(INIT_PATIENCE_SECONDS):
            self._child.process.kill()
            return function_error("Sandbox.Timedout", f"Init timed out after {INIT_PATIENCE_SECONDS} seconds")
        if self._first_call:
            self._init_milliseconds = (time.monotonic() - self.born) * 1000
        if self._child.alive() and self._api.said.empty():
            return None
        reported = self._hear(1)
        if reported is not None and reported.kind == "init-error":
            self._child.stop(patience=2)
            return error_of(reported.body)
        if reported is None and self._child.alive():
            return None
        return _exit_error("init", reported.body if reported else str(self._child.process.returncode).encode())

    def _hear(self, seconds: float) -> Optional[Message]:
        try:
            return self._api.said.get(timeout=seconds)
        except queue.Empty:
            return None

    def _conclude(self, heard: Optional[Message], request_id: str, begin: float) -> Outcome:
        ended = time.monotonic()
        if heard is None:
            self._child.process.kill()
            message = f"RequestId: {request_id} Error: Task timed out after {self.spec.timeout_seconds:.2f} seconds"
            return self._end(request_id, function_error("Sandbox.Timedout", message), begin, ended, "timeout")
        if heard.kind == "exit":
            return self._end(request_id, _exit_error(request_id, heard.body), begin, ended, "error")
        if heard.kind != "response":
            return self._end(request_id, error_of(heard.body), begin, ended, "error")
        if len(heard.body) > MAX_PAYLOAD:
            message = f"Response payload size exceeded maximum allowed payload size ({MAX_PAYLOAD} bytes)."
            payload = function_error("Function.ResponseSizeTooLarge", message)
            return self._end(request_id, payload, begin, ended, "error")
        return self._end(request_id, heard.body, begin, ended, "success")

    def _end(self, request_id: str, payload: bytes, begin: float, ended: float, status: str) -> Outcome:
        init = self._init_milliseconds if self._first_call else 0.0
        self._first_call = False
        self.idle_since = time.monotonic()
        lines = logs.around(self.spec, request_id, self._new_lines(), (ended - begin) * 1000, init, status)
        self._log.write(lines)
        return Outcome(payload, request_id, None if status == "success" else "Unhandled",
                       "\n".join(lines)[-LOG_TAIL:], self.spec.version)

    def _new_lines(self) -> List[str]:
        """What the process printed since the last look; the file has it before the answer arrives."""
        with open(self._output_file, "rb") as output:
            output.seek(self._read_until)
            text = output.read()
        self._read_until += len(text)
        return text.decode(errors="replace").splitlines()


def _exit_error(request_id: str, code: bytes) -> bytes:
    number = int(code or b"0")
    how = f"signal: {-number}" if number < 0 else f"exit status {number}"
    return function_error("Runtime.ExitError", f"RequestId: {request_id} Error: Runtime exited with error: {how}")
