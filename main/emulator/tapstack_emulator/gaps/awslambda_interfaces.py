"""Lambda: the network interfaces of functions in a VPC, which stay for a while when no function needs them any more.

lambda/latest/dg/configuration-vpc.html, "Lambda Hyperplane ENIs": one for each pair of a subnet and security groups,
shared by functions, deleted by Lambda up to 20 minutes after the last of them; hashicorp/terraform-provider-aws#10329.
"""
from __future__ import annotations

import threading
import uuid
from typing import Any, Dict, Set, Tuple

from moto.awslambda.models import LambdaBackend, LambdaFunction

from .. import gaps
from ..emulator import Emulator
from ..extending import after
from ..one_at_a_time import alone

Key = Tuple[str, Tuple[str, ...]]  # subnet, security groups


def close(emulator: Emulator) -> None:
    def made(self: Any, *_: Any, **__: Any) -> None:
        region = self.region_name if isinstance(self, LambdaBackend) else self.region
        _follow(emulator, self.account_id, region)

    after(LambdaBackend, "create_function", made)
    after(LambdaBackend, "delete_function", made)
    after(LambdaFunction, "update_configuration", made)


def _follow(emulator: Emulator, account: str, region: str) -> None:
    """Makes what is missing now, and takes away what is too much after a while."""
    needed = _needed(account, region)
    with alone("ec2"):
        there = _interfaces(emulator, account, region) if needed or "ec2" in gaps.closed() else {}
        for subnet, groups in needed - set(there):
            _make(account, region, (subnet, groups))
    if set(there) - needed:
        timer = threading.Timer(emulator.options.interfaces_linger, _tidy, (emulator, account, region))
        timer.daemon = True
        timer.start()


def _needed(account: str, region: str) -> Set[Key]:
    from moto.awslambda.models import lambda_backends

    needed: Set[Key] = set()
    for function in lambda_backends[account][region].list_functions("ALL"):
        config = function._vpc_config or {}
        groups = tuple(sorted(config.get("SecurityGroupIds") or ()))
        needed.update((subnet, groups) for subnet in config.get("SubnetIds") or ())
    return needed


def _tidy(emulator: Emulator, account: str, region: str) -> None:
    """A function that came meanwhile uses what there is."""
    from moto.ec2.models import ec2_backends

    needed = _needed(account, region)
    with alone("ec2"):
        for key, interface in _interfaces(emulator, account, region).items():
            if key not in needed:
                ec2_backends[account][region].enis.pop(interface.id, None)


def _interfaces(emulator: Emulator, account: str, region: str) -> Dict[Key, Any]:
    gaps.close("ec2", emulator)
    from moto.ec2.models import ec2_backends

    return {each.of_lambda: each for each in ec2_backends[account][region].enis.values()
            if getattr(each, "of_lambda", None)}


def _make(account: str, region: str, key: Key) -> None:
    from moto.ec2.exceptions import EC2ClientError
    from moto.ec2.models import ec2_backends

    subnet, groups = key
    try:
        interface = ec2_backends[account][region].create_network_interface(
            subnet, "", group_ids=list(groups), description=f"AWS Lambda VPC ENI-{uuid.uuid4()}")
    except EC2ClientError:
        return  # of a subnet or group that does not exist; moto's Lambda takes any
    interface.of_lambda = key
    interface.interface_type, interface.requester_managed, interface.status = "lambda", True, "in-use"
