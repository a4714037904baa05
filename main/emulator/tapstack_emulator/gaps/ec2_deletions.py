"""EC2: what is in a network keeps the parts that it is in.

AWSEC2/latest/APIReference: DeleteSecurityGroup, DeleteSubnet, DeleteVpc, ReleaseAddress, errors-overview.html. A load
balancer's and a NAT gateway's addresses keep the internet gateway (hashicorp/terraform#497,
jenkins-x/terraform-aws-eks-jx#373).
"""
from __future__ import annotations

from typing import Any, Iterator, List, Optional

from moto.ec2.exceptions import DependencyViolationError, EC2ClientError
from moto.ec2.models import EC2Backend
from moto.ec2.responses.security_groups import SecurityGroups

from ..extending import wrap

DELETED = "deleted"


def close() -> None:
    wrap(EC2Backend, "_delete_security_group", _group)
    wrap(SecurityGroups, "delete_security_group", _default_group)  # not the backend's, which deletes it with its VPC
    wrap(EC2Backend, "delete_subnet", _subnet)
    wrap(EC2Backend, "delete_vpc", _vpc)
    wrap(EC2Backend, "detach_internet_gateway", _gateway)
    wrap(EC2Backend, "release_address", _address)


def _group(original: Any, self: EC2Backend, vpc_id: Optional[str], group_id: str) -> None:
    if any(group_id in each for each in (*_groups_in_use(self), *_groups_named_by_others(self, group_id))):
        raise DependencyViolationError(f"resource {group_id} has a dependent object")
    original(self, vpc_id, group_id)


def _default_group(original: Any, self: SecurityGroups) -> Any:
    group = self.ec2_backend.get_security_group_from_id(self._get_param("GroupId"))
    if group is not None and group.name == "default":
        raise EC2ClientError("CannotDelete",
                             f"the specified group: \"{group.id}\" name: \"default\" cannot be deleted by a user")
    return original(self)


def _groups_in_use(backend: EC2Backend) -> Iterator[List[str]]:
    for interface in backend.enis.values():
        yield interface.of_lambda[1] if _of_lambda(interface) else [each.id for each in interface.group_set]
    for endpoint in _endpoints(backend):
        yield endpoint.security_group_ids
    for balancer in _balancers(backend):
        yield balancer.security_groups or []
    for database in _databases(backend):
        yield database.vpc_security_group_ids or []


def _groups_named_by_others(backend: EC2Backend, group_id: str) -> Iterator[List[str]]:
    for groups in backend.groups.values():
        for group in groups.values():
            if group.id != group_id:
                for rule in (*group.ingress_rules, *group.egress_rules):
                    yield [rule.source_group.get("GroupId", "")]


def _subnet(original: Any, self: EC2Backend, subnet_id: str) -> Any:
    inside = [each.of_lambda[0] if _of_lambda(each) else each.subnet.id for each in self.enis.values()]
    inside += [subnet.id for balancer in _balancers(self) for subnet in balancer.subnets]
    if subnet_id in inside:
        raise DependencyViolationError(f"The subnet '{subnet_id}' has dependencies and cannot be deleted.")
    return original(self, subnet_id)


def _vpc(original: Any, self: EC2Backend, vpc_id: str) -> Any:
    groups = [group for group in self.groups.get(vpc_id, {}).values() if group.name != "default"]
    gateways = [gateway for gateway in self.internet_gateways.values() if gateway.vpc and gateway.vpc.id == vpc_id]
    if groups or gateways or any(endpoint.vpc_id == vpc_id for endpoint in _endpoints(self)):
        raise DependencyViolationError(f"The vpc '{vpc_id}' has dependencies and cannot be deleted.")
    return original(self, vpc_id)


def _gateway(original: Any, self: EC2Backend, internet_gateway_id: str, vpc_id: str) -> None:
    public = [balancer for balancer in _balancers(self)
              if balancer.vpc_id == vpc_id and balancer.scheme == "internet-facing"]
    if public or any(nat.vpc_id == vpc_id and nat.connectivity_type != "private" for nat in _nat_gateways(self)):
        raise DependencyViolationError(f"Network {vpc_id} has some mapped public address(es). Please unmap those public "
                                       "address(es) before detaching the gateway.")
    original(self, internet_gateway_id, vpc_id)


def _address(original: Any, self: EC2Backend, address: Optional[str] = None,
             allocation_id: Optional[str] = None) -> None:
    if allocation_id and any(
            allocation_id == used["allocationId"] for nat in _nat_gateways(self) for used in nat.address_set):
        raise EC2ClientError("InvalidIPAddress.InUse", f"Address {allocation_id} is in use.")
    original(self, address, allocation_id)


def _of_lambda(interface: Any) -> bool:
    return bool(getattr(interface, "of_lambda", None))


def _endpoints(backend: EC2Backend) -> List[Any]:
    return [each for each in backend.vpc_end_points.values() if each.state != DELETED]


def _nat_gateways(backend: EC2Backend) -> List[Any]:
    return [each for each in backend.nat_gateways.values() if each.state != DELETED]


def _balancers(backend: EC2Backend) -> List[Any]:
    from moto.elbv2.models import elbv2_backends  # here, so that it is loaded when something is deleted
    return list(elbv2_backends[backend.account_id][backend.region_name].load_balancers.values())


def _databases(backend: EC2Backend) -> List[Any]:
    from moto.rds.models import rds_backends
    return list(rds_backends[backend.account_id][backend.region_name].databases.values())
