"""EC2: five VPCs, the default one among them, and five elastic addresses a region; sixty rules of a security group in each
direction, where a prefix list counts by its weight; the vCPUs of all Standard instances that run.

vpc/latest/userguide/amazon-vpc-limits.html, working-with-aws-managed-prefix-lists.html (55 for CloudFront's, 1 for S3's and
DynamoDB's), AWSEC2/latest/UserGuide/ec2-on-demand-instances.html#ec2-on-demand-instances-limits (families, what counts); the
codes: AWSEC2/latest/APIReference/errors-overview.html; the words: scrapoxy/scrapoxy#202.
"""
from __future__ import annotations

import inspect
from typing import Any, Optional

from moto.ec2.exceptions import EC2ClientError, RulesPerSecurityGroupLimitExceededError
from moto.ec2.models.elastic_ip_addresses import ElasticAddressBackend
from moto.ec2.models.instance_types import INSTANCE_TYPES
from moto.ec2.models.instances import InstanceBackend
from moto.ec2.models.security_groups import SecurityGroupBackend
from moto.ec2.models.vpcs import VPCBackend

from ..extending import wrap

MOST, MOST_RULES, MOST_PROCESSORS = 5, 60, 64
STANDARD = tuple("acdhimrtz")
WEIGHTS = {"com.amazonaws.global.cloudfront.origin-facing": 55}


def close() -> None:
    wrap(VPCBackend, "create_vpc", _vpc)
    wrap(ElasticAddressBackend, "allocate_address", _address)
    wrap(InstanceBackend, "run_instances", _instances)
    wrap(SecurityGroupBackend, "authorize_security_group_ingress", _ingress)
    wrap(SecurityGroupBackend, "authorize_security_group_egress", _egress)


def _vpc(original: Any, self: Any, *given: Any, **named: Any) -> Any:
    if len(self.vpcs) >= MOST:
        raise EC2ClientError("VpcLimitExceeded", "The maximum number of VPCs has been reached.")
    return original(self, *given, **named)


def _address(original: Any, self: Any, *given: Any, **named: Any) -> Any:
    if len(self.addresses) >= MOST:
        raise EC2ClientError("AddressLimitExceeded", "The maximum number of addresses has been reached.")
    return original(self, *given, **named)


def _instances(original: Any, self: Any, image_id: str, count: int, *given: Any, **named: Any) -> Any:
    wanted = named.get("instance_type")
    if named.get("launch_template") and named.get("is_instance_type_default"):
        wanted = self._get_template_from_args(named["launch_template"]).data.get("InstanceType", wanted)
    running = [each.instance_type for each in self.all_instances() if each.state in ("pending", "running")]
    if sum(map(_processors, running)) + count * _processors(wanted) > MOST_PROCESSORS:
        raise EC2ClientError("VcpuLimitExceeded", "You have requested more vCPU capacity than your current vCPU limit of "
                             f"{MOST_PROCESSORS} allows for the instance bucket that the specified instance type belongs "
                             "to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to "
                             "this limit.")
    return original(self, image_id, count, *given, **named)


def _processors(instance_type: Optional[str]) -> int:
    known = INSTANCE_TYPES.get(instance_type or "", {})
    return known.get("VCpuInfo", {}).get("DefaultVCpus", 0) if (instance_type or "").startswith(STANDARD) else 0


def _ingress(original: Any, self: Any, *given: Any, **named: Any) -> Any:
    _respect_weights(original, self, given, named, "ingress_rules")
    return original(self, *given, **named)


def _egress(original: Any, self: Any, *given: Any, **named: Any) -> Any:
    _respect_weights(original, self, given, named, "egress_rules")
    return original(self, *given, **named)


def _respect_weights(original: Any, backend: Any, given: tuple, named: dict, direction: str) -> None:
    """moto counts no prefix lists."""
    asked = inspect.signature(original).bind(backend, *given, **named).arguments
    group = backend.get_security_group_by_name_or_id(asked["group_name_or_id"], asked.get("vpc_id"))
    if group is None:
        return
    lists = [rule.prefix_list_id for rule in getattr(group, direction)]
    lists += [each.get("PrefixListId") for each in asked.get("prefix_list_ids") or ()]
    others = len(asked.get("ip_ranges") or ()) + len(asked.get("source_groups") or ())
    if others + sum(_weight(backend, each) for each in lists) > MOST_RULES:
        raise RulesPerSecurityGroupLimitExceededError


def _weight(backend: Any, prefix_list: Optional[str]) -> int:
    known = backend.managed_prefix_lists.get(prefix_list)
    return WEIGHTS.get(known.prefix_list_name, 1) if known else 1
