"""RDS: what moto takes but does not give back, and a real PostgreSQL behind each instance."""
from __future__ import annotations

import json
import secrets
import string
from typing import Any

from moto.rds import utils as rds_utils
from moto.rds.models import DBInstance, DBParameterGroup, MasterUserSecret

from ..emulator import Emulator
from ..extending import after, wrap
from . import rds_upgrades

PASSWORD_CHARACTERS = string.ascii_letters + string.digits + "!#$%&*+-.:<=>?^_|~"


def new_password() -> str:
    return "".join(secrets.choice(PASSWORD_CHARACTERS) for _ in range(32))


def close(emulator: Emulator) -> None:
    rds_upgrades.close()
    wrap(rds_utils, "get_overlap_between_two_date_ranges", _touching_is_no_overlap)
    after(DBInstance, "__init__", _keep_what_was_asked)
    DBInstance.performance_insights_enabled = property(lambda self: self.enable_performance_insights)
    wrap(DBParameterGroup, "update_parameters", _set_by_the_user)
    wrap(MasterUserSecret, "_generate_secret_string", _own_credentials)
    if emulator.databases is not None:
        from . import rds_postgres
        rds_postgres.close(emulator)


def _touching_is_no_overlap(original: Any, *ranges: Any) -> int:
    """Windows 03:00-04:00 and 04:00-05:00 share no minute; moto's 0 means they do."""
    return original(*ranges) or -1


def _keep_what_was_asked(self: DBInstance, *_: Any, **asked: Any) -> None:
    self.enable_performance_insights = asked.get("enable_performance_insights", False)
    self.performance_insights_kms_key_id = asked.get("performance_insights_kms_key_id")
    self.performance_insights_retention_period = asked.get("performance_insights_retention_period") or (
        7 if self.enable_performance_insights else None)
    self.monitoring_interval = int(asked.get("monitoring_interval") or 0)
    self.monitoring_role_arn = asked.get("monitoring_role_arn")
    self.database_insights_mode = asked.get("database_insights_mode") or "standard"
    self.dbi_resource_id = "db-" + "".join(secrets.choice(string.ascii_uppercase + string.digits) for _ in range(26))


def _own_credentials(_: Any, self: MasterUserSecret) -> str:
    """moto gives every instance the same user name and password."""
    return json.dumps({"username": self.resource.master_username, "password": new_password()})


def _set_by_the_user(original: Any, self: DBParameterGroup, parameters: Any) -> Any:
    return original(self, [{**parameter, "Source": "user"} for parameter in parameters])
