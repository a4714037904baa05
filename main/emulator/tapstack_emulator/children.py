"""Child processes (function JVMs, PostgreSQL, instances) that never outlive the emulator."""
from __future__ import annotations

import signal
import subprocess
import threading
from typing import Any, List, Optional, Sequence

from .process_group import ProcessGroup


class Children:
    def __init__(self) -> None:
        self._running: List[Child] = []
        self._group: Optional[ProcessGroup] = None
        self._lock = threading.Lock()
        self._closed = False

    def start(self, command: Sequence[str], *, stop_signal: int = signal.SIGKILL, leave_root: bool = False,
              **popen: Any) -> "Child":
        """Starts a program; the rest as for `subprocess.Popen`."""
        popen.setdefault("stdin", subprocess.DEVNULL)
        with self._lock:
            if self._closed:
                raise RuntimeError("the emulator is stopping")
            self._group = self._group or ProcessGroup()
            child = Child(subprocess.Popen(self._group.command(command, leave_root), **popen), stop_signal)
            self._running.append(child)
            return child

    def pids(self) -> List[int]:
        with self._lock:
            self._running = [child for child in self._running if child.alive()]
            return [child.process.pid for child in self._running]

    def stop_all(self) -> None:
        with self._lock:
            self._closed = True
            running, group = list(self._running), self._group
        for child in running:
            child.ask_to_stop()
        for child in running:
            child.stop()
        if group is not None:
            group.end()


class Child:
    """One running child and the signal that ends it in good order."""

    def __init__(self, process: subprocess.Popen, stop_signal: int):
        self.process = process
        self.stop_signal = stop_signal

    def alive(self) -> bool:
        return self.process.poll() is None

    def ask_to_stop(self) -> None:
        if self.alive():
            self.process.send_signal(self.stop_signal)

    def stop(self, patience: Optional[float] = 10) -> None:
        self.ask_to_stop()
        try:
            self.process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
