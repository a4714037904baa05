"""An instance's first process: runs the user data as cloud-init would, and services as systemd would.

    python3 -S -m tapstack_emulator.instances.init FOLDER

Whatever it started ends with it, and with the emulator, whose end it is told by a signal. What left its process group
(a daemon by `setsid`) is found on Linux only.
"""
from __future__ import annotations

import ctypes
import datetime
import os
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Dict, List, Optional

from ..environment import utf8_locale
from ..group_leader import ORDERLY_END
from ..process_group import ProcessGroup
from .folder import Folder, read, write
from .units import BadUnit, Unit, load

PR_SET_CHILD_SUBREAPER = 36
# systemd's own limit of a service that ends again and again.
START_LIMIT, START_LIMIT_SECONDS = 5, 10
KILL_AGAIN_SECONDS = 5


class Service:
    """One unit and its process, as long as it should run."""

    def __init__(self, unit: Unit):
        self.unit = unit
        self.process: Optional[subprocess.Popen] = None
        self.group: Optional[ProcessGroup] = None
        self.port: Optional[int] = None
        self.listens: Optional[int] = None
        self.starts: List[float] = []
        self.start_at: Optional[float] = None
        self.kill_at: Optional[float] = None

    def signal(self, number: int) -> None:
        if self.process is None or self.group is None:
            return
        joined = self.group.has(self.process.pid)
        self.group.signal(number)
        if not joined:
            os.kill(self.process.pid, number)

    def end_group(self) -> None:
        if self.group is not None:
            self.group.end()
            self.group = None

    def view(self) -> dict:
        return {"pid": self.process.pid if self.process else None, "port": self.port, "listens": self.listens}


class Init:
    def __init__(self, folder: Folder):
        self._folder = folder
        self._settings = read(folder.settings)
        self._services: Dict[str, Service] = {}
        self._script: Optional[subprocess.Popen] = None
        self._script_group = ProcessGroup()
        self._ending = False

    def run(self) -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)  # so that nothing escapes by losing its parent
        woken, wakes = os.pipe()
        os.set_blocking(wakes, False)
        signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGTERM, ORDERLY_END):
            signal.signal(number, self._told_to_end)
        control = os.open(self._folder.control, os.O_RDWR)  # for writing too: else it would be at its end
        self._run_user_data()
        while not self._ending or any(service.process for service in self._services.values()):
            ready, _, _ = select.select([woken, control], [], [], self._patience())
            if woken in ready:
                os.read(woken, 4096)
            if control in ready:
                for order in os.read(control, 65536).decode().splitlines():
                    self._obey(*order.split(" ", 1))
            self._reap()
            if self._ending:
                self._end()
            self._be_punctual()
            write(self._folder.services, {name: service.view() for name, service in self._services.items()})
        for service in self._services.values():
            service.end_group()
        if sys.platform == "linux":
            kill_descendants()

    def _run_user_data(self) -> None:
        environment = {"PATH": f"{self._folder.programs}:{self._settings['path']}", "LANG": utf8_locale("C.UTF-8"),
                       "HOME": str(self._folder.root / "root")}
        with open(self._folder.console, "ab") as console:
            self._script = subprocess.Popen(
                self._script_group.command([str(self._folder.user_data)]), stdin=subprocess.DEVNULL, stdout=console,
                stderr=subprocess.STDOUT, cwd=self._folder.root, env=environment)

    # --- services --------------------------------------------------------------------

    def _obey(self, verb: str, name: str) -> None:
        service = self._services.get(name)
        if verb in ("stop", "restart") and service is not None:
            self._stop(service)
        if verb in ("start", "restart"):
            if service is None or service.process is None:
                self._start(service or self._loaded(name))
            elif verb == "restart":
                service.start_at = time.monotonic()  # as soon as it has ended

    def _loaded(self, name: str) -> Optional[Service]:
        try:
            return Service(load(self._folder, name))
        except BadUnit as problem:
            self._say(name, str(problem))
            return None

    def _start(self, service: Optional[Service]) -> None:
        if service is None or self._ending:
            return
        name, now = service.unit.name, time.monotonic()
        service.start_at, service.kill_at = None, None
        service.starts = [*(start for start in service.starts if now - start < START_LIMIT_SECONDS), now]
        if len(service.starts) > START_LIMIT:
            self._say(name, "Start request repeated too quickly.")
            return
        self._services[name] = service
        try:
            service.unit = load(self._folder, name)
            service.process = self._spawn(service)
        except (BadUnit, OSError) as problem:
            self._say(name, f"Failed to start: {problem}")

    def _spawn(self, service: Service) -> subprocess.Popen:
        unit = service.unit
        if unit.user and not any(line.startswith(f"{unit.user}:") for line in self._users()):
            raise BadUnit(f"Failed to determine user credentials of {unit.user} (status=217/USER)")
        environment = {"PATH": self._settings["path"], "LANG": utf8_locale("C.UTF-8"), **unit.environment,
                       **self._settings["environment"]}
        service.port = int(environment["PORT"]) if environment.get("PORT", "").isdecimal() else None
        if service.port is not None:
            service.listens = free_port()
            environment["PORT"] = str(service.listens)
        with open(unit.output, "ab") as output, open(unit.error, "ab") as error:
            service.group = ProcessGroup()
            return subprocess.Popen(service.group.command(unit.command), stdin=subprocess.DEVNULL, stdout=output,
                                    stderr=error, cwd=self._folder.root, env=environment, umask=unit.umask)

    def _users(self) -> List[str]:
        file = self._folder.root / "etc/passwd"
        return ["root:", *(file.read_text().splitlines() if file.exists() else [])]

    def _stop(self, service: Service) -> None:
        service.start_at = None
        if service.process is not None and service.kill_at is None:
            service.kill_at = time.monotonic() + service.unit.stop_seconds
            service.signal(signal.SIGTERM)

    def _ended(self, service: Service, status: int) -> None:
        asked = service.kill_at is not None
        service.process = service.kill_at = None
        service.end_group()  # as systemd does with what the main process left
        if not asked:
            self._say(service.unit.name, f"Main process exited, status={status}")
        if not asked and not self._ending and service.unit.restarts(status):
            service.start_at = time.monotonic() + service.unit.restart_seconds

    # --- time and children -------------------------------------------------------------

    def _patience(self) -> Optional[float]:
        moments = [moment for service in self._services.values() for moment in (service.start_at, service.kill_at)
                   if moment is not None]
        return max(0.0, min(moments) - time.monotonic()) if moments else None

    def _be_punctual(self) -> None:
        now = time.monotonic()
        for service in list(self._services.values()):
            if service.kill_at is not None and service.kill_at <= now and service.process is not None:
                service.end_group()
                service.kill_at = now + KILL_AGAIN_SECONDS
            if service.start_at is not None and service.start_at <= now and service.process is None:
                self._start(service)

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            self._reaped(pid, os.waitstatus_to_exitcode(status))

    def _reaped(self, pid: int, code: int) -> None:
        if self._script is not None and self._script.pid == pid:
            self._script.returncode = code
            self._script = None
            write(self._folder.outcome, code)
            self._say("cloud-init", f"user data ended with status {code}")
        for service in self._services.values():
            if service.process is not None and service.process.pid == pid:
                service.process.returncode = code
                self._ended(service, code)

    def _told_to_end(self, *_: Any) -> None:
        self._ending = True

    def _end(self) -> None:
        self._script_group.end()
        for service in self._services.values():
            self._stop(service)

    def _say(self, who: str, what: str) -> None:
        moment = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        with open(self._folder.console, "a") as console:
            console.write(f"{moment} {who}: {what}\n")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def kill_descendants() -> None:
    """All of them are children of this process in the end: it takes in those whose parents are gone."""
    while True:
        for pid in _children_of(os.getpid()):
            os.kill(pid, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _children_of(parent: int) -> List[int]:
    found: List[int] = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            text: Any = status.read_text()
        except OSError:  # it ended meanwhile
            continue
        if int(text.rpartition(")")[2].split()[1]) == parent:
            found.append(int(status.parent.name))
    return found


if __name__ == "__main__":
    Init(Folder(Path(sys.argv[1]))).run()
