"""Child processes (function JVMs, PostgreSQL) that never outlive the emulator."""
from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import Any, List, Optional, Sequence

CHILD_START = str(Path(__file__).with_name("child_start.py"))


def child_command(command: Sequence[str], death_signal: int = signal.SIGKILL, leave_root: bool = False) -> List[str]:
    """The command that ties a program to the life of this process; `leave_root` for programs that refuse root."""
    program = shutil.which(command[0])
    if program is None:
        raise FileNotFoundError(command[0])
    new_namespace = "1" if leave_root and os.geteuid() == 0 else "0"
    return [sys.executable, "-I", "-S", CHILD_START, str(os.getpid()), str(int(death_signal)), new_namespace,
            program, *command[1:]]


class Children:
    """Starts children from one thread that lives as long as the emulator.

    Linux sends the parent-death signal when the *thread* that started the child ends, and the threads
    that serve requests end all the time.
    """

    def __init__(self) -> None:
        self._wanted: "queue.Queue[tuple]" = queue.Queue()
        self._running: "list[Child]" = []
        self._lock = threading.Lock()
        self._closed = False
        threading.Thread(target=self._serve, name="children", daemon=True).start()

    def start(self, command: Sequence[str], *, death_signal: int = signal.SIGKILL, leave_root: bool = False,
              **popen: Any) -> "Child":
        """Starts a program; without the emulator it gets `death_signal` (Linux only)."""
        answer: "Future[Child]" = Future()
        self._wanted.put((list(command), death_signal, leave_root, popen, answer))
        return answer.result()

    def pids(self) -> "list[int]":
        with self._lock:
            self._running = [child for child in self._running if child.alive()]
            return [child.process.pid for child in self._running]

    def stop_all(self) -> None:
        with self._lock:
            self._closed = True
            running = list(self._running)
        for child in running:
            child.ask_to_stop()
        for child in running:
            child.stop()

    def _serve(self) -> None:
        while True:
            command, death_signal, leave_root, popen, answer = self._wanted.get()
            try:
                answer.set_result(self._start(command, death_signal, leave_root, popen))
            except Exception as problem:  # the caller in the other thread gets it
                answer.set_exception(problem)

    def _start(self, command: "list[str]", death_signal: int, leave_root: bool, popen: dict) -> "Child":
        if self._closed:
            raise RuntimeError("the emulator is stopping")
        popen.setdefault("stdin", subprocess.DEVNULL)
        process = subprocess.Popen(child_command(command, death_signal, leave_root), **popen)
        child = Child(process, death_signal)
        with self._lock:
            self._running.append(child)
        return child


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
