"""Which load balancer a name leads to: its own DNS name, or an alias record of Route 53's; and its targets' ports."""
from __future__ import annotations

from typing import Any, Optional

from moto.route53.models import route53_backends

from .. import ACCOUNT_ID

SUFFIX = ".elb.amazonaws.com"
DUALSTACK = "dualstack."


def find(host: str) -> Optional[Any]:
    """moto's load balancer; `host` in lower case."""
    name = alias_of(host) or host
    # moto's ELB, and its EC2 with it, takes half a second to load: for names that may be its own only.
    return _first(lambda balancer: balancer.dns_name.lower() == name) if name.endswith(SUFFIX) else None


def called(name: str) -> Optional[Any]:
    return _first(lambda balancer: balancer.name == name)


def port_of(target_group: str, instance_id: str) -> int:
    """Where an instance takes what a target group (an ARN) is sent."""
    from moto.elbv2.models import elbv2_backends

    group = elbv2_backends[ACCOUNT_ID][target_group.split(":")[3]].target_groups[target_group]
    return int(group.targets.get(instance_id, {}).get("Port") or group.port)


def _first(wanted: Any) -> Optional[Any]:
    from moto.elbv2.models import elbv2_backends

    return next((balancer for backend in list(dict.values(elbv2_backends[ACCOUNT_ID]))
                 for balancer in list(backend.load_balancers.values())
                 if balancer.type == "application" and wanted(balancer)), None)


def alias_of(domain: str) -> Optional[str]:
    """What the public A alias record of a domain points to, in lower case."""
    for zone in list(route53_backends[ACCOUNT_ID]["aws"].zones.values()):
        for record in list(zone.rrsets):
            if not zone.private_zone and record.type == "A" and record.alias_target and _plain(record.name) == domain:
                name = _plain(record.alias_target["DNSName"])
                return name[len(DUALSTACK):] if name.startswith(DUALSTACK) else name
    return None


def _plain(name: str) -> str:
    return name.rstrip(".").lower()
