"""EC2: descriptions of security-group rules that name another group or a prefix list; EBS's default key; network
interfaces; launch templates; what keeps what."""
from __future__ import annotations

from typing import Any, Optional

from moto.ec2.models.flow_logs import FlowLogs
from moto.ec2.models.security_groups import SecurityGroupRule

from ..emulator import Emulator
from ..extending import after
from . import ec2_deletions, ec2_encryption, ec2_interfaces, ec2_launch_templates, ec2_quotas

PREFIX_LIST = 7  # its place among the arguments of a rule


def close(emulator: Emulator) -> None:
    after(FlowLogs, "__init__", _to_a_group_that_exists)
    after(SecurityGroupRule, "__init__", _keep_prefix_list_description)
    SecurityGroupRule.description = property(_description)
    ec2_deletions.close()
    ec2_encryption.close()
    ec2_interfaces.close()
    ec2_launch_templates.close()
    ec2_quotas.close()


def _to_a_group_that_exists(self: FlowLogs, *_: Any, **__: Any) -> None:
    """moto does not look for a group that the request names by its ARN."""
    from moto.logs.models import logs_backends  # here, so that it is loaded when it is used
    groups = logs_backends[self.ec2_backend.account_id][self.ec2_backend.region_name].groups
    if (self.log_destination or "").split(":log-group:")[-1].removesuffix(":*") in groups:
        self.deliver_logs_status, self.deliver_logs_error_message = "SUCCESS", ""


def _keep_prefix_list_description(self: SecurityGroupRule, *arguments: Any, **named: Any) -> None:
    prefix_list = named.get("prefix_list_id") or (arguments[PREFIX_LIST] if len(arguments) > PREFIX_LIST else None)
    self.prefix_list_description = (prefix_list or {}).get("Description")


def _description(self: SecurityGroupRule) -> Optional[str]:
    """moto looks at CIDR rules only."""
    return (self.ip_range.get("Description") or self.source_group.get("Description")
            or self.prefix_list_description)
