"""Processes of all functions: as many per function as there are calls at once, up to its reservation."""
from __future__ import annotations

import threading
import time
from collections import Counter
from typing import Callable, List, Optional, Tuple

from .launch import FunctionSpec
from .outcome import Outcome, throttled
from .sandbox import Gone, Sandbox

IDLE_SECONDS = 600
LIFETIME_SECONDS = 45 * 60  # the role's credentials in a process last an hour
FunctionName = Tuple[str, str, str]  # account, region, name


def name_of(spec: FunctionSpec) -> FunctionName:
    return spec.account_id, spec.region, spec.name


class Pool:
    def __init__(self, start: Callable[[FunctionSpec], Sandbox], max_processes: int):
        self._start = start
        self._max_processes = max_processes
        self._lock = threading.Lock()
        self._idle: List[Sandbox] = []
        self._busy: List[Sandbox] = []
        self._running: "Counter[FunctionName]" = Counter()
        threading.Thread(target=self._reap_forever, name="function-reaper", daemon=True).start()

    def invoke(self, spec: FunctionSpec, reserved: Optional[int], arn: str, event: bytes, request_id: str) -> Outcome:
        name = name_of(spec)
        with self._lock:
            if reserved is not None and self._running[name] >= int(reserved):
                raise throttled("ReservedFunctionConcurrentInvocationLimitExceeded")
            if sum(self._running.values()) >= self._max_processes:
                raise throttled("ConcurrentInvocationLimitExceeded")
            self._running[name] += 1
        try:
            while True:
                sandbox = self._take(spec)
                try:
                    return sandbox.invoke(arn, event, request_id)
                except Gone:
                    continue
                finally:
                    self._give_back(sandbox)
        finally:
            with self._lock:
                self._running[name] -= 1

    def processes(self, name: FunctionName) -> List[dict]:
        """A function's processes, for a person to look at."""
        with self._lock:
            running = [(sandbox, state) for sandboxes, state in ((self._busy, "busy"), (self._idle, "idle"))
                       for sandbox in sandboxes
                       if name_of(sandbox.spec) == name]
        return [{"pid": sandbox.pid, "state": state, "invocations": sandbox.invocations, "started": sandbox.started}
                for sandbox, state in running]

    def retire(self, account_id: str, region: str, name: str, version: Optional[str] = None) -> None:
        """Ends the processes of a function (or of one version); those at work end after their call."""
        def meant(sandbox: Sandbox) -> bool:
            return name_of(sandbox.spec) == (account_id, region, name) and version in (None, sandbox.spec.version)
        self._retire(meant)

    def retire_all(self) -> None:
        self._retire(lambda sandbox: True)

    def _take(self, spec: FunctionSpec) -> Sandbox:
        gone: Optional[Sandbox] = None
        with self._lock:
            for sandbox in reversed(self._idle):  # the warmest first
                if sandbox.spec.key == spec.key and sandbox.alive():
                    self._idle.remove(sandbox)
                    self._busy.append(sandbox)
                    return sandbox
            if len(self._idle) + len(self._busy) >= self._max_processes and self._idle:
                gone = self._idle.pop(0)
        if gone is not None:
            gone.stop()
        sandbox = self._start(spec)
        with self._lock:
            self._busy.append(sandbox)
        return sandbox

    def _give_back(self, sandbox: Sandbox) -> None:
        with self._lock:
            self._busy.remove(sandbox)
            keep = sandbox.alive() and not sandbox.retired
            if keep:
                self._idle.append(sandbox)
        if not keep:
            sandbox.stop()

    def _retire(self, meant: Callable[[Sandbox], bool]) -> None:
        with self._lock:
            for sandbox in self._busy:
                sandbox.retired = sandbox.retired or meant(sandbox)
            gone = [sandbox for sandbox in self._idle if meant(sandbox)]
            self._idle = [sandbox for sandbox in self._idle if sandbox not in gone]
        for sandbox in gone:
            sandbox.stop()

    def _reap_forever(self) -> None:
        while True:
            time.sleep(5)
            now = time.monotonic()
            self._retire(lambda sandbox: now - sandbox.born > LIFETIME_SECONDS
                         or (sandbox in self._idle and now - sandbox.idle_since > IDLE_SECONDS)
                         or not sandbox.alive())
