"""Ties moto's RDS instances to their PostgreSQL servers: created, addressed, given passwords, destroyed together."""
from __future__ import annotations

import json
import uuid
from typing import Any

from moto.rds.exceptions import RDSClientError
from moto.rds.models import DBInstance, MasterUserSecret, RDSBackend

from ..databases.postgres import PostgresFailed
from ..emulator import Emulator, log
from ..extending import after, wrap
from .rds import new_password


def close(emulator: Emulator) -> None:
    databases = emulator.databases

    def created(original: Any, self: RDSBackend, db_kwargs: dict) -> DBInstance:
        instance = original(self, db_kwargs)
        if instance.engine == "postgres" and instance.db_cluster_identifier is None:
            try:
                databases.create(instance, master_password(instance))
            except PostgresFailed as problem:
                log.error("PostgreSQL for %s: %s", instance.db_instance_identifier, problem)
                del self.databases[instance.db_instance_identifier]
                raise RDSClientError("InternalFailure", f"PostgreSQL did not start: {problem}") from problem
        return instance

    def deleted(original: Any, self: RDSBackend, db_instance_identifier: str, *arguments: Any, **named: Any) -> Any:
        instance = original(self, db_instance_identifier, *arguments, **named)
        databases.destroy(instance.db_instance_identifier)
        return instance

    def updated(self: DBInstance, **changes: Any) -> None:
        if changes.get("manage_master_user_password") or changes.get("master_user_password"):
            databases.set_password(self.db_instance_identifier, master_password(self))

    def rotated(_: Any, self: MasterUserSecret) -> None:
        password = new_password()
        databases.set_password(self.resource.db_instance_identifier, password)
        self.secretsmanager.put_secret_value(
            self.secret.arn, secret_string=secret_text(self.resource.master_username, password), secret_binary=None,
            client_request_token=str(uuid.uuid4()), version_stages=["AWSCURRENT"])

    wrap(RDSBackend, "create_db_instance", created)
    wrap(RDSBackend, "delete_db_instance", deleted)
    wrap(MasterUserSecret, "rotate_secret", rotated)
    after(DBInstance, "update", updated)
    after(RDSBackend, "reset", lambda self: databases.destroy_all())
    DBInstance.address = property(_address(DBInstance.address, databases))
    DBInstance.endpoint = property(lambda self: {
        "Address": self.address, "Port": databases.port(self.db_instance_identifier) or self.port,
        "HostedZoneId": "Z2R2ITUGPM61AM"})


def _address(original: property, databases: Any) -> Any:
    def address(self: DBInstance) -> str:
        known = databases.port(self.db_instance_identifier) is not None
        return "127.0.0.1" if known else original.fget(self)
    return address


def secret_text(username: str, password: str) -> str:
    return json.dumps({"username": username, "password": password})


def master_password(instance: DBInstance) -> str:
    """The password the instance was given, or the one in its managed secret."""
    if instance.manage_master_user_password:
        secret = instance.master_user_secret
        value = secret.secretsmanager.get_secret_value(secret.secret_arn, "", "AWSCURRENT")
        return json.loads(value["SecretString"])["password"]
    return instance._master_user_password
