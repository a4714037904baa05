"""EC2: descriptions of security-group rules that name another group or a prefix list."""
from __future__ import annotations

from typing import Any, Optional

from moto.ec2.models.security_groups import SecurityGroupRule

from ..emulator import Emulator
from ..extending import after


def close(emulator: Emulator) -> None:
    after(SecurityGroupRule, "__init__", _keep_prefix_list_description)
    SecurityGroupRule.description = property(_description)


def _keep_prefix_list_description(self: SecurityGroupRule, *_: Any, prefix_list_id: Optional[dict] = None,
                                  **__: Any) -> None:
    self.prefix_list_description = (prefix_list_id or {}).get("Description")


def _description(self: SecurityGroupRule) -> Optional[str]:
    """moto looks at CIDR rules only."""
    return (self.ip_range.get("Description") or self.source_group.get("Description")
            or self.prefix_list_description)
