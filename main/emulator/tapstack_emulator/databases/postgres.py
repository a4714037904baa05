"""One PostgreSQL server, made new for one RDS instance: TLS, roles as RDS has them, its own data folder."""
from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional, Tuple

from ..certificates import Authority
from ..children import Child, Children
from ..emulator import log
from . import local_logins

ADMIN = "rdsadmin"  # RDS's own superuser; nobody can log in as it
START_SECONDS = 60
ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": os.environ.get("PATH", os.defpath)}


class PostgresFailed(Exception):
    """A program of PostgreSQL's ended badly; the message holds its last words."""


@dataclass(frozen=True)
class Wanted:
    """What the RDS instance asked for."""

    identifier: str
    master: str
    password: str
    database: Optional[str]
    force_tls: bool


class PostgresServer:
    def __init__(self, wanted: Wanted, folder: Path, programs: Path, children: Children, authority: Authority,
                 token_port: int):
        self.wanted = wanted
        self.port = free_port()
        self._folder, self._programs, self._children = folder, programs, children
        self._data = folder / "data"
        self._authority = authority
        self._token_port = token_port
        self._child: Optional[Child] = None

    def create(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self._run("initdb", ["-D", str(self._data), "-U", ADMIN, "-A", "trust", "-E", "UTF8", "--locale=C",
                             "--no-sync", "--no-instructions"])
        (self._data / "postgresql.conf").write_text(self._configuration())
        self._sql(roles(self.wanted, self.major_version()))
        self.start()

    def start(self) -> None:
        try:
            self._start(iam="ldap")
        except PostgresFailed as problem:
            if "ldap" not in str(problem).lower():
                raise
            self._start(iam=self._without_ldap())

    def _without_ldap(self) -> str:
        """How members of rds_iam sign in where nothing can check a token."""
        if not local_logins.possible(self.major_version()):
            log.warning("this PostgreSQL cannot check IAM tokens (no LDAP): members of rds_iam are refused")
            return "reject"
        log.warning("this PostgreSQL cannot check IAM tokens (no LDAP): members of rds_iam sign in without")
        for database in filter(None, ("postgres", "template1", self.wanted.database)):
            self._sql(local_logins.statements(), database)
        return "trust"

    def stop(self) -> None:
        if self._child is not None:
            self._child.stop()

    def destroy(self) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def set_password(self, password: str) -> None:
        """Restarts the server: its single-user mode is the one way in that needs no client."""
        self.stop()
        self._sql([f"ALTER ROLE {identifier(self.wanted.master)} PASSWORD {literal(password)}"])
        self.start()

    def major_version(self) -> int:
        return int((self._data / "PG_VERSION").read_text().strip().split(".")[0])

    # --- inside ----------------------------------------------------------------------

    def _configuration(self) -> str:
        certificate, key = self._authority.server_certificate(self._folder)
        settings = {
            "listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": "",
            "ssl": "on", "ssl_cert_file": certificate, "ssl_key_file": key, "ssl_min_protocol_version": "TLSv1.2",
            "password_encryption": "scram-sha-256", "max_connections": 200, "shared_buffers": "32MB",
            "fsync": "off", "full_page_writes": "off", "synchronous_commit": "off",  # nothing here outlives a crash
            "timezone": "UTC", "log_timezone": "UTC", "rds.force_ssl": int(self.wanted.force_tls),
        }
        return "".join(f"{name} = '{value}'\n" for name, value in settings.items())

    def _start(self, iam: str) -> None:
        (self._data / "pg_hba.conf").write_text(access_rules(self.wanted, self.major_version(), iam, self._token_port))
        pid_file = self._data / "postmaster.pid"
        pid_file.unlink(missing_ok=True)
        with open(self._folder / "postgres.log", "ab") as output:
            begin = output.tell()
            self._child = self._children.start(
                [str(self._programs / "postgres"), "-D", str(self._data)], stop_signal=signal.SIGINT, leave_root=True,
                stdout=output, stderr=subprocess.STDOUT, env=ENVIRONMENT, cwd=str(self._folder))
        until = time.monotonic() + START_SECONDS
        while not _is_ready(pid_file):
            if not self._child.alive() or time.monotonic() > until:
                self._child.stop()
                raise PostgresFailed((self._folder / "postgres.log").read_bytes()[begin:].decode(errors="replace"))
            time.sleep(0.02)

    def _sql(self, statements: List[str], database: str = "postgres") -> None:
        self._run("postgres", ["--single", "-j", "-D", str(self._data), "-c", "exit_on_error=on", database],
                  ";\n\n".join(statements) + ";\n\n")

    def _run(self, program: str, arguments: List[str], text: str = "") -> None:
        child = self._children.start(
            [str(self._programs / program), *arguments], leave_root=True, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=ENVIRONMENT, cwd=str(self._folder))
        said, _ = child.process.communicate(text.encode(), timeout=START_SECONDS)
        if child.process.returncode:
            raise PostgresFailed(f"{program}: {said.decode(errors='replace')[-2000:]}")


def _is_ready(pid_file: Path) -> bool:
    """The server removes the file when it stops, at any moment."""
    try:
        return re.search(r"^ready", pid_file.read_text(), re.MULTILINE) is not None
    except FileNotFoundError:
        return False


def roles(wanted: Wanted, major_version: int) -> List[str]:
    """The roles and the database of a new RDS instance."""
    master = identifier(wanted.master)
    statements = [
        "CREATE ROLE rds_superuser NOLOGIN",
        "CREATE ROLE rds_iam NOLOGIN",
        "GRANT pg_monitor, pg_signal_backend TO rds_superuser WITH ADMIN OPTION",
        f"CREATE ROLE {master} LOGIN CREATEDB CREATEROLE PASSWORD {literal(wanted.password)}",
        f"GRANT rds_superuser TO {master}",
    ]
    if major_version >= 16:  # from 16 on CREATEROLE alone may not grant a role it has no ADMIN OPTION on
        statements.append("GRANT rds_iam TO rds_superuser WITH ADMIN OPTION")
    if wanted.database:
        statements.append(f"CREATE DATABASE {identifier(wanted.database)} OWNER {master}")
    return statements


def access_rules(wanted: Wanted, major_version: int, iam: str, token_port: int) -> str:
    """pg_hba.conf: TLS only (rds.force_ssl), IAM tokens for members of rds_iam, passwords for the others."""
    check_token = iam if iam != "ldap" else (
        f'ldap ldapserver=127.0.0.1 ldapport={token_port} ldapsuffix="@{wanted.identifier}"')
    rules: List[Tuple[str, str]] = [(ADMIN, "reject")]
    if major_version >= 16:  # there the master user is a member of rds_iam, to be able to grant it
        rules.append((identifier(wanted.master), "scram-sha-256"))
    rules += [("+rds_iam", check_token), ("all", "scram-sha-256")]
    connection = "hostssl" if wanted.force_tls else "host"
    return "".join(f"{connection} all {user} 127.0.0.1/32 {method}\n" for user, method in rules)


def identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
