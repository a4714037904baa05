"""EC2: a request names resources by ids whose prefix tells their type; what is made with tags asks for CreateTags."""
from __future__ import annotations

from typing import Dict, List

from . import reference
from .ask import Ask
from .call import Call
from .resources import VARIABLE, located, unnamed

ASSOCIATIONS = ("eipassoc-", "rtbassoc-")  # stand for an address and a route table
PREFIXES: Dict[str, str] = {
    "acl-": "network-acl", "ami-": "image", "dopt-": "dhcp-options", "eipalloc-": "elastic-ip",
    "eni-": "network-interface", "fl-": "vpc-flow-log", "i-": "instance", "igw-": "internet-gateway",
    "lt-": "launch-template", "nat-": "natgateway", "pl-": "prefix-list", "rtb-": "route-table",
    "eipassoc-": "elastic-ip", "rtbassoc-": "route-table",
    "sg-": "security-group", "sgr-": "security-group-rule", "subnet-": "subnet", "vol-": "volume", "vpc-": "vpc",
    "vpce-": "vpc-endpoint",
}


def asks(call: Call) -> List[Ask]:
    action = f"ec2:{call.action}"
    return [*(Ask(action, arn) for arn in _resources(call)), *_tags_on_create(call)]


def _resources(call: Call) -> List[str]:
    service = reference.service("ec2")
    assert service is not None
    named = [(PREFIXES[prefix], each if prefix not in ASSOCIATIONS else "*")
             for each in _ids(call) for prefix in PREFIXES if each.startswith(prefix)]
    if service.takes_any(call.action):
        return [VARIABLE.sub(each, located(service.resources[kind], call)) for kind, each in named] or ["*"]
    found: List[str] = []
    for kind in service.types(call.action):
        ids = [each for name, each in named if name == kind.name]
        found += [VARIABLE.sub(each, located(kind.arn, call)) for each in ids] or (
            [unnamed(kind.arn, call)] if kind.required else [])
    return found or ["*"]


def _ids(call: Call) -> List[str]:
    """Of the request's own level: what a rule of a security group points to is not touched by the call."""
    return [each for value in call.params.values() for each in (value if isinstance(value, list) else [value])
            if isinstance(each, str)]


def _tags_on_create(call: Call) -> List[Ask]:
    if call.operation == "CreateTags":
        return []
    return [Ask("ec2:CreateTags", call.arn("ec2", f"{specification['ResourceType']}/*"),
                {"ec2:createaction": call.operation})
            for specification in call.params.get("TagSpecifications") or [] if specification.get("Tags")]
