"""Checks made before anything starts, so that a wrong machine is one clear line and not a stack trace."""
from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import socket
import subprocess
from pathlib import Path

from . import MOTO_VERSION
from .options import Options
from .process_group import child_command

UNUSABLE = 2
PORT_TAKEN = 3

POSTGRES_PROGRAMS = ("initdb", "postgres")


class CannotStart(Exception):
    """Why the emulator cannot start, and the exit code that says so."""

    def __init__(self, message: str, code: int = UNUSABLE):
        super().__init__(message)
        self.code = code


def check(options: Options) -> socket.socket:
    """The port, taken: between a look at it and its use another program could take it."""
    taken = take_port(options.port)
    check_moto()
    if options.runtime_classpath is not None:
        check_java(options.java, options.runtime_classpath)
    if options.postgres_bin is not None:
        check_postgres(options.postgres_bin)
    check_directory(options.directory)
    return taken


def take_port(port: int) -> socket.socket:
    if not 0 < port < 65536:
        raise CannotStart(f"port must be 1..65535, got {port}")
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind(("127.0.0.1", port))
        taken.listen()  # bound alone, it is still to be had
    except OSError as problem:
        taken.close()
        raise CannotStart(f"port {port} on 127.0.0.1 is taken ({problem.strerror})", PORT_TAKEN) from None
    return taken


def check_moto() -> None:
    wanted = f"moto {MOTO_VERSION} is needed: pip install 'moto[server]=={MOTO_VERSION}'"
    try:
        found = importlib.metadata.version("moto")
    except importlib.metadata.PackageNotFoundError:
        raise CannotStart(f"moto is not installed; {wanted}") from None
    if found != MOTO_VERSION:
        raise CannotStart(f"moto {found} is installed; {wanted}")
    for module in ("flask", "flask_cors", "jsonschema", "cryptography", "boto3"):
        if importlib.util.find_spec(module) is None:
            raise CannotStart(f"python module {module} is missing; {wanted}")


def check_java(java: str, class_path: str) -> None:
    try:
        answer = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise CannotStart(f"java is not usable: {java}: {problem}") from None
    if answer.returncode:
        first_line = (answer.stderr or answer.stdout).strip().splitlines()[:1]
        raise CannotStart(f"java is not usable: {java} -version exits {answer.returncode}: {' '.join(first_line)}")
    missing = [entry for entry in class_path.split(os.pathsep) if not entry.endswith("*") and not os.path.exists(entry)]
    if missing:
        raise CannotStart(f"--runtime-classpath names what does not exist: {missing[0]}")


def check_postgres(folder: Path) -> None:
    missing = [name for name in POSTGRES_PROGRAMS if shutil.which(str(folder / name)) is None]
    if missing:
        raise CannotStart(f"--postgres-bin {folder} lacks {', '.join(missing)}")
    answer = subprocess.run(child_command([str(folder / "postgres"), "--version"], leave_root=True),
                            capture_output=True, text=True, timeout=30)
    if answer.returncode:
        raise CannotStart(f"postgres is not usable: {answer.stderr.strip()}; as an ordinary user it may be")


def check_directory(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
        directory.chmod(0o700)  # code, data and keys are no other user's
        probe = directory / ".writable"
        probe.write_bytes(bytes(65536))  # a full disk still takes empty files
        probe.unlink()
    except OSError as problem:
        raise CannotStart(f"--directory {directory} is not writable: {problem.strerror}") from None
