"""systemd's unit files, as far as a service of an instance needs them."""
from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Dict, FrozenSet, List, Optional

from .folder import Folder

SECONDS = {"ms": 0.001, "s": 1, "sec": 1, "": 1, "m": 60, "min": 60, "h": 3600}
DEFAULT_RESTART_SECONDS = 0.1
DEFAULT_STOP_SECONDS = 90.0
TERMINATED = -15  # a good end for systemd, whatever the unit says


class BadUnit(Exception):
    """Why a unit does not start."""


@dataclass(frozen=True)
class Unit:
    name: str
    command: List[str]
    environment: Dict[str, str]
    restart: str
    restart_seconds: float
    stop_seconds: float
    success: FrozenSet[int]
    user: Optional[str]
    umask: int
    output: Path
    error: Path

    def restarts(self, status: int) -> bool:
        return self.restart == "always" or (self.restart == "on-failure" and status not in self.success)


def load(folder: Folder, name: str) -> Unit:
    """Reads a unit as it is now, its environment files too."""
    file = unit_file(folder, name)
    if not file.is_file():
        raise BadUnit(f"Unit {name} not found.")
    settings = _settings(file.read_text())
    if not settings.get("ExecStart"):
        raise BadUnit(f"{name}: Service has no ExecStart= setting. Refusing.")
    environment = _environment(folder, settings)

    def last(key: str, otherwise: str = "") -> str:
        return settings.get(key, [otherwise])[-1]

    output = _target(folder, last("StandardOutput", "journal"), folder.journal)
    error = last("StandardError", "inherit")
    return Unit(
        name=name,
        command=_command(folder, last("ExecStart"), environment),
        environment=environment,
        restart=last("Restart", "no"),
        restart_seconds=seconds(last("RestartSec"), DEFAULT_RESTART_SECONDS),
        stop_seconds=seconds(last("TimeoutStopSec"), DEFAULT_STOP_SECONDS),
        success=frozenset([0, TERMINATED, *map(int, re.findall(r"\d+", last("SuccessExitStatus")))]),
        user=last("User") or None,
        umask=int(last("UMask", "0022"), 8),
        output=output,
        error=output if error == "inherit" else _target(folder, error, folder.journal),
    )


def unit_file(folder: Folder, name: str) -> Path:
    return folder.root / "etc/systemd/system" / Path(name).name


def seconds(span: str, otherwise: float) -> float:
    """A time span of systemd's: `30`, `5s`, `1min 30s`."""
    parts = re.findall(r"(\d+(?:\.\d+)?)\s*([a-z]*)", span)
    return sum(float(number) * SECONDS.get(unit, 1) for number, unit in parts) if parts else otherwise


def _settings(text: str) -> Dict[str, List[str]]:
    """Every key's values in order; an empty one forgets those before it."""
    found: Dict[str, List[str]] = {}
    for line in text.replace("\\\n", " ").splitlines():
        key, equals, value = line.strip().partition("=")
        if equals and not key.startswith(("#", ";")):
            found[key.strip()] = [*found.get(key.strip(), []), value.strip()] if value.strip() else []
    return {key: values for key, values in found.items() if values}


def _environment(folder: Folder, settings: Dict[str, List[str]]) -> Dict[str, str]:
    variables = dict(each.split("=", 1) for line in settings.get("Environment", []) for each in shlex.split(line))
    for path in settings.get("EnvironmentFile", []):
        file = folder.inside(path.lstrip("-"))
        if file.is_file():
            variables.update(_variables(file.read_text()))
        elif not path.startswith("-"):
            raise BadUnit(f"Failed to load environment files: {path}: No such file or directory")
    return variables


def _variables(text: str) -> Dict[str, str]:
    lines = [line.strip() for line in text.splitlines()]
    pairs = [line.split("=", 1) for line in lines if "=" in line and not line.startswith(("#", ";"))]
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs}


def _command(folder: Folder, line: str, environment: Dict[str, str]) -> List[str]:
    """The command, its paths inside the folder where such files are."""
    words = [Template(word).safe_substitute(environment) for word in shlex.split(line.lstrip("-@:+!"))]
    program = folder.inside(words[0])
    if not program.exists():
        raise BadUnit(f"Failed to locate executable {words[0]}: No such file or directory (status=203/EXEC)")
    return [str(program), *(str(folder.inside(word)) if word.startswith("/") and folder.inside(word).exists() else word
                            for word in words[1:])]


def _target(folder: Folder, said: str, journal: Path) -> Path:
    kind, _, path = said.partition(":")
    return folder.inside(path) if kind in ("append", "file", "truncate") else journal
