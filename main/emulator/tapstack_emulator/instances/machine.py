"""One instance that runs: its folder, its first process, its end."""
from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import Any, Optional

from ..children import Child
from ..emulator import Emulator
from ..environment import NO_PROFILES
from ..functions.delivery import timestamp
from .folder import IMAGE, IMAGE_PROGRAMS, Folder, read, write
from .log_agent import LogAgent
from .programs import AGENT_CONTROL, PACKAGE_FOLDER, PROGRAMS, write_program

# The line by which a script offers to act inside a folder.
ROOT_LINE = re.compile(r"^readonly ROOT='/'$", re.MULTILINE)
NO_ROOT_LINE = "not run: without a line readonly ROOT='/' it would change this machine"
CONSOLE_BYTES = 64 * 1024
MASK = "********"
LONGEST_END_SECONDS = 120


@dataclass(frozen=True)
class Launch:
    """What an instance is started with; `credentials` are a session of its profile's role."""

    instance: Any  # moto's
    script: str
    credentials: Optional[Any]
    group: Optional[str]  # of Auto Scaling

    @property
    def id(self) -> str:
        return self.instance.id


class Machine:
    def __init__(self, launch: Launch, emulator: Emulator):
        self.launch = launch
        self.started = timestamp()
        self.was_healthy = False
        self._emulator = emulator
        self._folder = Folder(emulator.directory / "instances" / launch.id)
        self._settings = self._make_settings()
        self._child: Optional[Child] = None
        self._agent: Optional[LogAgent] = None
        self._said: Optional[str] = None  # on the console, when there is no file of it
        self._lock = threading.Lock()

    def start(self) -> None:
        if not ROOT_LINE.search(self.launch.script):
            self.refuse(NO_ROOT_LINE)
            return
        self._make_folder()
        with open(self._folder.console, "ab") as console:
            self._child = self._emulator.children.start(
                [sys.executable, "-S", "-m", f"{__package__}.init", str(self._folder.path)],
                stop_signal=signal.SIGTERM, stdout=console, stderr=subprocess.STDOUT, cwd=str(self._folder.path),
                env={"PYTHONPATH": PACKAGE_FOLDER})
        if self.launch.credentials is not None:
            self._agent = LogAgent(self.launch.id, self._folder, self._settings)

    @property
    def runs(self) -> bool:
        return self._child is not None

    def refuse(self, reason: str) -> None:
        """It is there, but nothing runs."""
        self._said = f"user data {reason} (emulated)\n"

    def end(self) -> None:
        """Waits until nothing of it is left."""
        with self._lock:
            if self._child is not None:
                self._child.stop(patience=LONGEST_END_SECONDS)
            if self._agent is not None:
                self._agent.stop()
            self._said = self.console()
            self._child = self._agent = None
            shutil.rmtree(self._folder.path, ignore_errors=True)

    def address(self, port: int) -> Optional[int]:
        return self._folder.address(port)

    def service(self) -> dict:
        """Its first service that listens; else one without process and port."""
        services = (read(self._folder.services) or {}).values()
        return next((service for service in services if service["port"]), {"pid": None, "listens": None})

    def has_failed(self) -> bool:
        """Whether nothing more is to be expected of its user data."""
        return not self.runs or read(self._folder.outcome) not in (None, 0)

    def console(self) -> str:
        if self._said is not None:
            return self._said  # by now the file may be gone
        with open(self._folder.console, "rb") as console:
            console.seek(max(0, os.fstat(console.fileno()).st_size - CONSOLE_BYTES))
            text = console.read().decode(errors="replace")
        for secret in ("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
            if secret in self._settings["environment"]:
                text = text.replace(self._settings["environment"][secret], MASK)
        return text

    def _make_settings(self) -> dict:
        options, credentials = self._emulator.options, self.launch.credentials
        environment = {**NO_PROFILES, "AWS_ENDPOINT_URL": options.endpoint, "AWS_EC2_METADATA_DISABLED": "true",
                       "RDS_CA_BUNDLE": str(self._emulator.authority.bundle), "BIND_ADDRESS": "127.0.0.1"}
        if credentials is not None:
            environment.update(AWS_ACCESS_KEY_ID=credentials.access_key_id,
                               AWS_SECRET_ACCESS_KEY=credentials.secret_access_key,
                               AWS_SESSION_TOKEN=credentials.session_token)
        return {"region": self.launch.instance.ec2_backend.region_name, "environment": environment,
                "java": str(shutil.which(options.java)), "path": os.environ.get("PATH", os.defpath)}

    def _make_folder(self) -> None:
        folder = self._folder
        folder.path.mkdir(parents=True, mode=0o700)
        for each in IMAGE:
            (folder.root / each).mkdir(parents=True, exist_ok=True)
        for name in IMAGE_PROGRAMS:
            program = sys.executable if name == "python3" else shutil.which(name)
            (folder.root / "usr/bin" / name).symlink_to(str(program))
        for name in PROGRAMS:
            if name != AGENT_CONTROL:
                write_program(folder, name, folder.programs / name)
        write_program(folder, "aws", folder.programs / "aws", module="aws")
        write(folder.settings, self._settings)
        os.mkfifo(folder.control, 0o600)
        folder.user_data.write_text(ROOT_LINE.sub(lambda _: f"readonly ROOT='{folder.root}/'", self.launch.script))
        folder.user_data.chmod(0o700)
