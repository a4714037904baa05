"""EC2: the network interface that comes with an instance or a NAT gateway goes with it; Lambda's belong to Lambda."""
from __future__ import annotations

from types import SimpleNamespace
from typing import Any, List, Optional

from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import EC2Backend
from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ec2.models.instances import Instance
from moto.ec2.models.nat_gateways import NatGateway

from ..extending import after, wrap


def close() -> None:
    after(Instance, "prep_nics", _go_with_the_instance)
    after(Instance, "terminate", _gone)
    wrap(EC2Backend, "delete_nat_gateway", _with_its_interface)
    attachment = NetworkInterface.attachment.fget
    NetworkInterface.attachment = property(
        lambda self: _attachment(self) if getattr(self, "of_lambda", None) else attachment(self))
    wrap(EC2Backend, "detach_network_interface", _not_lambdas)
    wrap(EC2Backend, "delete_network_interface", _not_in_use)


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


def _attachment(interface: NetworkInterface) -> SimpleNamespace:
    """By it Terraform's provider knows a service's interface, and waits until that gives it up."""
    return SimpleNamespace(
        attach_time=None, attachment_id=f"ela-attach-{interface.id[4:]}", delete_on_termination=False, device_index=1,
        network_card_index=0, instance_id=None, instance_owner_id="amazon-aws", status="attached")


def _of_lambda(backend: EC2Backend) -> List[Any]:
    return [each for each in backend.enis.values() if getattr(each, "of_lambda", None)]


def _not_lambdas(original: Any, self: EC2Backend, attachment_id: str) -> None:
    if attachment_id.startswith("ela-attach-"):
        raise EC2ClientError("OperationNotPermitted", "You are not allowed to manage 'ela-attach' attachments.")
    original(self, attachment_id)


def _not_in_use(original: Any, self: EC2Backend, eni_id: str) -> None:
    if any(each.id == eni_id for each in _of_lambda(self)):
        raise EC2ClientError("InvalidParameterValue", f"Network interface '{eni_id}' is currently in use.")
    original(self, eni_id)
