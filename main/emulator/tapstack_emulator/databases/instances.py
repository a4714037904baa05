"""The PostgreSQL servers of all RDS instances."""
from __future__ import annotations

import shutil
import threading
from typing import Any, Dict, Optional

from ..emulator import Emulator
from .postgres import PostgresServer, Wanted
from .tokens import TokenServer


class Databases:
    def __init__(self, emulator: Emulator):
        self._emulator = emulator
        self._folder = emulator.directory / "databases"
        shutil.rmtree(self._folder, ignore_errors=True)  # an earlier run's: its RDS instances are gone
        self._servers: Dict[str, PostgresServer] = {}
        self._instances: Dict[str, Any] = {}
        self._lock = threading.Lock()
        self._tokens: Optional[TokenServer] = None

    def create(self, instance: Any, password: str) -> None:
        """`instance` is moto's DBInstance."""
        wanted = Wanted(instance.db_instance_identifier, instance.master_username, password, instance.db_name,
                        forces_tls(instance))
        with self._lock:
            if self._tokens is None:
                self._tokens = TokenServer(self._emulator.options, self._emulator.calls, self.instance_and_port)
        server = PostgresServer(wanted, self._folder / wanted.identifier, self._emulator.options.postgres_bin,
                                self._emulator.children, self._emulator.authority, self._tokens.port)
        server.create()
        with self._lock:
            self._servers[wanted.identifier] = server
            self._instances[wanted.identifier] = instance

    def port(self, identifier: str) -> Optional[int]:
        server = self._servers.get(identifier)
        return server.port if server else None

    def instance_and_port(self, identifier: str) -> Any:
        return self._instances.get(identifier), self.port(identifier)

    def set_password(self, identifier: str, password: str) -> None:
        if identifier in self._servers:
            self._servers[identifier].set_password(password)

    def destroy(self, identifier: str) -> None:
        with self._lock:
            server = self._servers.pop(identifier, None)
            self._instances.pop(identifier, None)
        if server is not None:
            server.destroy()

    def destroy_all(self) -> None:
        for identifier in list(self._servers):
            self.destroy(identifier)


def forces_tls(instance: Any) -> bool:
    """RDS forces TLS from PostgreSQL 15 on unless the parameter group says otherwise."""
    for group in instance.db_parameter_groups():
        value = group.parameters.get("rds.force_ssl", {}).get("ParameterValue")
        if value is not None:
            return str(value) == "1"
    return int(str(instance.engine_version).split(".")[0]) >= 15
