"""Rules about ports that a security group opens to the whole internet."""
from __future__ import annotations

from typing import Dict, Iterator, List

from moto.ec2.models import ec2_backends
from moto.ec2.models.security_groups import SecurityGroup, SecurityGroupRule

from .. import ACCOUNT_ID
from .resource import Resource

EVERYWHERE = ("0.0.0.0/0", "::/0")
ALL_PROTOCOLS = "-1"
COMMON_PORTS = {"blockedPort1": "20", "blockedPort2": "21", "blockedPort3": "3389", "blockedPort4": "3306",
                "blockedPort5": "4333"}


def incoming_ssh_disabled(region: str, _: Dict[str, str]) -> Iterator[Resource]:
    return _closed(region, [22])


def restricted_incoming_traffic(region: str, parameters: Dict[str, str]) -> Iterator[Resource]:
    """AWS's five ports, unless the rule names others."""
    ports = {name: port for name, port in parameters.items() if name in COMMON_PORTS} or COMMON_PORTS
    return _closed(region, [int(port) for port in ports.values()])


def _closed(region: str, ports: List[int]) -> Iterator[Resource]:
    for groups in list(ec2_backends[ACCOUNT_ID][region].groups.values()):
        for group in list(groups.values()):
            yield Resource("AWS::EC2::SecurityGroup", group.id, not any(_open(group, port) for port in ports),
                           {tag["key"]: tag["value"] for tag in group.get_tags()})


def _open(group: SecurityGroup, port: int) -> bool:
    return any(_lets_in(rule, port) for rule in list(group.ingress_rules))


def _lets_in(rule: SecurityGroupRule, port: int) -> bool:
    everywhere = rule.ip_range.get("CidrIp") in EVERYWHERE or rule.ip_range.get("CidrIpv6") in EVERYWHERE
    if rule.ip_protocol == ALL_PROTOCOLS:
        return everywhere
    return everywhere and rule.ip_protocol == "tcp" and rule.from_port <= port <= rule.to_port
