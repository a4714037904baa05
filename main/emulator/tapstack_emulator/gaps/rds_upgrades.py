"""RDS: what a new major version of an engine needs, and which groups may be deleted (the words: anomalyco/sst#4026)."""
from __future__ import annotations

from typing import Any

from moto.rds.exceptions import RDSClientError
from moto.rds.models import DBInstance, RDSBackend

from ..extending import wrap


def close() -> None:
    wrap(RDSBackend, "modify_db_instance", _modify)
    wrap(RDSBackend, "delete_db_parameter_group", _delete_group)
    wrap(RDSBackend, "delete_subnet_group", _delete_subnet_group)


def _modify(original: Any, self: RDSBackend, db_instance_identifier: str, db_kwargs: dict) -> DBInstance:
    instance = self.describe_db_instances(db_instance_identifier)[0]
    now, wanted = _major(instance.engine_version), _major(db_kwargs.get("engine_version") or instance.engine_version)
    if now != wanted:
        if not db_kwargs.get("allow_major_version_upgrade"):
            raise RDSClientError("InvalidParameterCombination",
                                 "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major "
                                 "version.")
        _check_family(self, instance, db_kwargs.get("db_parameter_group_name"), f"{instance.engine}{wanted}")
    return original(self, db_instance_identifier, db_kwargs)


def _check_family(backend: RDSBackend, instance: DBInstance, named: Any, family: str) -> None:
    group = backend.db_parameter_groups.get(named or instance.db_parameter_group_name)
    if group is not None and group.family != family:
        raise RDSClientError("InvalidParameterCombination",
                             f"The parameter group {group.name} with DBParameterGroupFamily {group.family} can't be "
                             f"used for this instance. Please use a parameter group with DBParameterGroupFamily "
                             f"{family}")


def _delete_group(original: Any, self: RDSBackend, db_parameter_group_name: str) -> Any:
    if any(instance.db_parameter_group_name == db_parameter_group_name for instance in self.databases.values()):
        raise RDSClientError("InvalidDBParameterGroupState",
                             "One or more database instances are still members of this parameter group "
                             f"{db_parameter_group_name}, so the group cannot be deleted")
    return original(self, db_parameter_group_name)


def _delete_subnet_group(original: Any, self: RDSBackend, subnet_name: str) -> Any:
    for instance in self.databases.values():
        if instance.db_subnet_group and instance.db_subnet_group.name == subnet_name:
            raise RDSClientError("InvalidDBSubnetGroupStateFault",
                                 f"Cannot delete the subnet group '{subnet_name}' because at least one database "
                                 f"instance: {instance.db_instance_identifier} is still using it.")
    return original(self, subnet_name)


def _major(version: str) -> str:
    """PostgreSQL's: all before the dot."""
    return str(version).split(".")[0]
