"""EC2: the network interface that comes with an instance or a NAT gateway goes with it."""
from __future__ import annotations

from typing import Any, List, Optional

from moto.ec2.models import EC2Backend
from moto.ec2.models.instances import Instance
from moto.ec2.models.nat_gateways import NatGateway

from ..extending import after, wrap


def close() -> None:
    after(Instance, "prep_nics", _go_with_the_instance)
    after(Instance, "terminate", _gone)
    wrap(EC2Backend, "delete_nat_gateway", _with_its_interface)


def _go_with_the_instance(self: Instance, nic_spec: Optional[List[dict]], *_: Any, **__: Any) -> None:
    """Unless the call that makes the instance says something else."""
    if not nic_spec:
        for interface in self.nics.values():
            interface.delete_on_termination = True


def _gone(self: Instance) -> None:
    """An instance may be terminated again, its interfaces not."""
    for interface in self.nics.values():
        interface.delete_on_termination = False


def _with_its_interface(original: Any, self: EC2Backend, nat_gateway_id: str) -> NatGateway:
    gateway: NatGateway = original(self, nat_gateway_id)
    self.enis.pop(gateway._eni.id, None)
    return gateway
