"""Programs of an instance that cannot be the machine's own: they act inside the instance's folder.

    python3 -S -m tapstack_emulator.instances.programs FOLDER NAME ARGUMENT...
"""
from __future__ import annotations

import getopt
import json
import os
import re
import shlex
import shutil
import socket
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Callable, Dict, List, NoReturn, Optional
from urllib.parse import urlsplit

from . import coreutils
from .folder import Folder, read, write
from .units import unit_file

PACKAGE_FOLDER = str(Path(__file__).parents[2])
AGENT = "opt/aws/amazon-cloudwatch-agent"
AGENT_CONTROL = "amazon-cloudwatch-agent-ctl"
LOCALHOST = ("localhost", "127.0.0.1")
WANTED = "etc/systemd/system/multi-user.target.wants"


def main(folder: Folder, name: str, arguments: List[str]) -> int:
    try:
        return PROGRAMS[name](folder, arguments)
    except (getopt.GetoptError, Unusable) as problem:
        print(f"{name}: {problem} (emulated)", file=sys.stderr)
        return 2


class Unusable(Exception):
    """What the stand-in does not know how to do."""


def write_program(folder: Folder, name: str, file: Path, module: str = "programs") -> None:
    """`module` runs without the machine's packages, unless it is the one that needs them."""
    light = module == "programs"
    path, option = (PACKAGE_FOLDER, "-S") if light else (os.pathsep.join([PACKAGE_FOLDER, *filter(None, sys.path)]), "")
    words = [f"{__package__}.{module}", str(folder.path), name]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\nPYTHONPATH={shlex.quote(path)} exec {shlex.quote(sys.executable)} {option} -m "
                    f"{' '.join(map(shlex.quote, words))} \"$@\"\n")
    file.chmod(0o755)


# --- packages and users ---------------------------------------------------------------

def dnf(folder: Folder, arguments: List[str]) -> int:
    words = [word for word in arguments if not word.startswith("-")]
    if words[:1] != ["install"]:
        raise Unusable("only `install` is known")
    for package in words[1:]:
        if re.fullmatch(r"java-\d+-amazon-corretto(-headless|-devel)?", package):
            java = folder.root / "usr/bin/java"
            java.unlink(missing_ok=True)
            java.symlink_to(read(folder.settings)["java"])
        elif package == "amazon-cloudwatch-agent":
            (folder.root / AGENT / "etc").mkdir(parents=True, exist_ok=True)
            write_program(folder, AGENT_CONTROL, folder.root / AGENT / "bin" / AGENT_CONTROL)
        else:
            print(f"Error: Unable to find a match: {package} (emulated)", file=sys.stderr)
            return 1
    print("Complete!")
    return 0


def useradd(folder: Folder, arguments: List[str]) -> int:
    name, users = arguments[-1], folder.root / "etc/passwd"
    if _is_user(folder, name):
        print(f"useradd: user '{name}' already exists", file=sys.stderr)
        return 9
    with open(users, "a") as output:
        output.write(f"{name}:x:990:990::/:/sbin/nologin\n")
    return 0


def identify(folder: Folder, arguments: List[str]) -> int:
    names = [word for word in arguments if not word.startswith("-")]
    if not names:
        _become_the_machines_own(folder, "id", arguments)
    if not _is_user(folder, names[0]):
        print(f"id: '{names[0]}': no such user", file=sys.stderr)
        return 1
    print(f"uid=990({names[0]}) gid=990({names[0]}) groups=990({names[0]})")
    return 0


def _is_user(folder: Folder, name: str) -> bool:
    users = folder.root / "etc/passwd"
    return users.exists() and any(line.startswith(f"{name}:") for line in users.read_text().splitlines())


def _become_the_machines_own(folder: Folder, name: str, arguments: List[str]) -> NoReturn:
    program = shutil.which(name, path=read(folder.settings)["path"])
    if program is None:
        raise Unusable("the machine has none")
    os.execv(program, [name, *arguments])


# --- services -------------------------------------------------------------------------

def systemctl(folder: Folder, arguments: List[str]) -> int:
    """Type=simple: done as soon as the order is given."""
    options, words = getopt.gnu_getopt(arguments, "q", ["now", "quiet"])
    verb, names = (words or [""])[0], [_unit_name(word) for word in words[1:]]
    if verb == "daemon-reload":
        return 0
    if verb == "is-active":
        services = read(folder.services) or {}
        active = all(services.get(name, {}).get("pid") for name in names)
        print("active" if active else "inactive")
        return 0 if active else 3
    if verb not in ("enable", "disable", "start", "stop", "restart") or not names:
        raise Unusable(f"{verb or 'nothing'} is not known")
    for name in names:
        if not unit_file(folder, name).is_file():
            print(f"Failed to {verb} unit: Unit file {name} does not exist.", file=sys.stderr)
            return 5 if verb == "start" else 1
        if verb in ("enable", "disable"):
            _want(folder, name, verb == "enable")
        order = {"enable": "start", "disable": "stop"}.get(verb, verb)
        if order == verb or ("--now", "") in options:
            with open(folder.control, "a") as control:
                control.write(f"{order} {name}\n")
    return 0


def _unit_name(word: str) -> str:
    return word if "." in word else f"{word}.service"


def _want(folder: Folder, name: str, wanted: bool) -> None:
    link = folder.root / WANTED / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    if wanted:
        link.symlink_to(unit_file(folder, name))


def control_agent(folder: Folder, arguments: List[str]) -> int:
    """The CloudWatch agent's: its configuration goes to the emulator, which reads the files named there."""
    options = dict(getopt.getopt(arguments, "a:m:sc:")[0])
    kind, _, path = options.get("-c", "").partition(":")
    if options.get("-a") != "fetch-config" or kind != "file" or "-s" not in options:
        raise Unusable("only -a fetch-config -s -c file:PATH is known")
    try:
        configuration = json.loads(folder.inside(path).read_text())
    except (OSError, ValueError) as problem:
        print(f"Fail to fetch the config: {problem}", file=sys.stderr)
        return 1
    write(folder.log_agent, configuration)
    return 0


# --- the network ----------------------------------------------------------------------

def curl(folder: Folder, arguments: List[str]) -> int:
    """Reaches the instance itself: a port there is another one on this machine."""
    options, urls = getopt.gnu_getopt(arguments, "sSfo:m:", ["silent", "show-error", "fail", "output=", "max-time="])
    given = dict(options)
    url = urlsplit(urls[0] if urls else "")
    port = folder.address(url.port or 80) if url.hostname in LOCALHOST and url.scheme == "http" else None
    if port is None:
        print(f"curl: (7) Failed to connect to {url.netloc} (emulated)", file=sys.stderr)
        return 7
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    seconds = float(given.get("--max-time") or given.get("-m") or 300)
    try:
        with opener.open(url._replace(netloc=f"127.0.0.1:{port}").geturl(), timeout=seconds) as answer:
            return _deliver(answer.read(), given.get("--output") or given.get("-o"))
    except urllib.error.HTTPError as problem:
        if {"--fail", "-f"} & set(given):
            print(f"curl: (22) The requested URL returned error: {problem.code}", file=sys.stderr)
            return 22
        return _deliver(problem.read(), given.get("--output") or given.get("-o"))
    except OSError as problem:
        late = isinstance(getattr(problem, "reason", problem), (TimeoutError, socket.timeout))
        print(f"curl: ({28 if late else 7}) {problem}", file=sys.stderr)
        return 28 if late else 7


def _deliver(content: bytes, file: Optional[str]) -> int:
    if file is None:
        sys.stdout.buffer.write(content)
    else:
        Path(file).write_bytes(content)
    return 0


PROGRAMS: Dict[str, Callable[[Folder, List[str]], int]] = {
    "curl": curl, "dnf": dnf, "id": identify, "install": coreutils.install, "sha256sum": coreutils.sha256sum,
    "systemctl": systemctl, "useradd": useradd, AGENT_CONTROL: control_agent}

if __name__ == "__main__":
    sys.exit(main(Folder(Path(sys.argv[1])), sys.argv[2], sys.argv[3:]))
