"""EC2: launch templates give back what they were made of, and every version's user data can be used."""
from __future__ import annotations

from typing import Any, Dict, List

from moto.core.types import Base64EncodedString
from moto.ec2.models.launch_templates import LaunchTemplate, LaunchTemplateVersion
from moto.ec2.utils import parse_user_data

from ..extending import wrap

OWN_TAGS = "launch-template"


def close() -> None:
    wrap(LaunchTemplate, "create_version", _as_given)
    LaunchTemplateVersion.security_groups = property(_security_groups)


def _as_given(original: Any, self: LaunchTemplate, data: Dict[str, Any], description: str) -> LaunchTemplateVersion:
    """moto adds the template's own tags to what instances get, and does not read a later version's user data."""
    specifications = [each for each in data.get("TagSpecifications") or [] if each.get("ResourceType") != OWN_TAGS]
    data = {name: value for name, value in data.items() if name != "TagSpecifications" and value is not None}
    if specifications:
        data["TagSpecifications"] = specifications
    if not isinstance(data.get("UserData"), (Base64EncodedString, type(None))):
        data["UserData"] = parse_user_data(data["UserData"])
    return original(self, data, description)


def _security_groups(self: LaunchTemplateVersion) -> List[str]:
    """A template with network interfaces has them there."""
    return [*self.data.get("SecurityGroups", []), *self.data.get("SecurityGroupIds", []),
            *(group for interface in self.data.get("NetworkInterfaces", []) for group in interface.get("Groups", []))]

