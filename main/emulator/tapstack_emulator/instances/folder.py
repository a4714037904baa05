"""Where an instance keeps what: its file system, and beside it what it does not see."""
from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

# What an image of Amazon Linux 2023 has before anything is installed, as far as user data writes there.
IMAGE = ("etc/systemd/system", "etc/logrotate.d", "opt", "root", "tmp", "usr/bin", "var/lib", "var/log")
IMAGE_PROGRAMS = ("bash", "env", "python3", "sh")


@dataclass(frozen=True)
class Folder:
    path: Path

    @property
    def root(self) -> Path:
        return self.path / "root"

    @property
    def programs(self) -> Path:
        """Stand-ins for programs of the machine, first on the script's PATH."""
        return self.path / "programs"

    @property
    def user_data(self) -> Path:
        return self.path / "user-data"

    @property
    def console(self) -> Path:
        return self.path / "console.log"

    @property
    def journal(self) -> Path:
        return self.path / "journal.log"

    @property
    def control(self) -> Path:
        """The pipe on which `systemctl` talks to the instance's first process."""
        return self.path / "control"

    @property
    def settings(self) -> Path:
        """What the emulator tells its processes; holds the role's credentials."""
        return self.path / "settings.json"

    @property
    def services(self) -> Path:
        return self.path / "services.json"

    @property
    def log_agent(self) -> Path:
        return self.path / "log-agent.json"

    @property
    def outcome(self) -> Path:
        """The exit status of the user data, once it ended."""
        return self.path / "user-data.exit"

    def inside(self, path: str) -> Path:
        """Where a path of the instance's is; the script's own begin with the root already."""
        already = path == str(self.root) or path.startswith(f"{self.root}{os.sep}")
        return Path(path) if already else self.root / path.lstrip("/")

    def address(self, port: int) -> Optional[int]:
        """Where what thinks it listens on a port really listens."""
        for service in (read(self.services) or {}).values():
            if service["port"] == port and service["pid"] is not None:
                return service["listens"]
        return None


def read(file: Path) -> Any:
    """A JSON file's content; None where there is none."""
    try:
        return json.loads(file.read_text())
    except FileNotFoundError:
        return None


def write(file: Path, content: Any) -> None:
    """Replaced whole, so that a reader never sees half of it; for nobody else's eyes."""
    draft = file.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w") as output:
        json.dump(content, output)
    draft.replace(file)
