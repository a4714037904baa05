"""Auto Scaling: instances of a launch template's version, over all subnets, that leave their target groups when they go."""
from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import Any, Dict, Iterator, Optional

from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import ASG_NAME_TAG, AutoScalingBackend, FakeAutoScalingGroup, InstanceState
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.launch_templates import LaunchTemplateVersion
from moto.ec2.utils import convert_tag_spec

from ..emulator import log
from ..extending import store, wrap


def close() -> None:
    wrap(FakeAutoScalingGroup, "replace_autoscaling_group_instances", _launch)
    wrap(FakeAutoScalingGroup, "set_desired_capacity", _gone_from_target_groups)
    wrap(AutoScalingBackend, "update_attached_target_groups", _unless_suspended)
    wrap(FakeAutoScalingGroup, "_set_launch_configuration", _that_can_be_launched)
    InstanceState.launch_template = property(_launched_from)
    InstanceState.image_id = property(lambda self: self.instance.image_id)


def launch(group: FakeAutoScalingGroup, version: LaunchTemplateVersion) -> InstanceState:
    """One instance more, in the subnet that has the fewest."""
    data = version.data
    interface = next(iter(data.get("NetworkInterfaces", [])), {})
    volumes = {"block_device_mappings": data["BlockDeviceMappings"]} if data.get("BlockDeviceMappings") else {}
    reservation = group.ec2_backend.run_instances(
        version.image_id, 1, version.user_data, version.security_groups, region_name=group.region,
        instance_type=version.instance_type, is_instance_type_default=False, subnet_id=_emptiest_subnet(group),
        launch_template={"LaunchTemplateId": version.template.id, "Version": str(version.number)},
        associate_public_ip=interface.get("AssociatePublicIpAddress"), ebs_optimized=data.get("EbsOptimized", False),
        monitoring_state="enabled" if data.get("Monitoring", {}).get("Enabled") else "disabled",
        metadata_options=data.get("MetadataOptions", {}), tags=_tags(group, version), **volumes)
    instance, = reservation.instances
    instance.autoscaling_group = group
    profile = data.get("IamInstanceProfile") or {}
    if profile:
        group.ec2_backend.associate_iam_instance_profile(instance.id, profile.get("Name"), profile.get("Arn"))
    state = InstanceState(instance, protected_from_scale_in=group.new_instances_protected_from_scale_in)
    store(state, "launch")["version"] = version
    group.instance_states.append(state)
    return state


@contextmanager
def valid_template() -> Iterator[None]:
    """EC2's refusals in Auto Scaling's words."""
    try:
        yield
    except EC2ClientError as problem:
        raise ValidationError(f"You must use a valid fully-formed launch template. {problem.message}") from None


def version_of(state: InstanceState) -> Optional[LaunchTemplateVersion]:
    """What an instance was launched from; nothing where it was attached."""
    return store(state, "launch").get("version")


def leave_target_groups(group: FakeAutoScalingGroup, instance_ids: Any) -> None:
    for arn in group.target_group_arns:
        target_group = group.autoscaling_backend.elbv2_backend.target_groups.get(arn)
        if target_group is not None:
            target_group.deregister_terminated_instances(instance_ids)


def _that_can_be_launched(original: Any, self: FakeAutoScalingGroup, *given: Any, **named: Any) -> None:
    with valid_template():
        original(self, *given, **named)
        if self.ec2_launch_template is not None:
            self.ec2_launch_template.get_version(self.launch_template_version)


def _launch(original: Any, self: FakeAutoScalingGroup, count_needed: int, propagated_tags: Dict[str, str]) -> None:
    """moto puts all into one subnet, and takes the template's default version for some of it."""
    if self.ec2_launch_template is None or self.mixed_instances_policy:
        original(self, count_needed, propagated_tags)
        return
    version = self.ec2_launch_template.get_version(self.launch_template_version)
    for _ in range(count_needed):
        try:
            launch(self, version)
        except EC2ClientError as problem:
            if problem.code != "VcpuLimitExceeded":
                raise
            log.warning("%s stays smaller: %s", self.name, problem.message)  # a failed activity, not the call's error
            return


def _emptiest_subnet(group: FakeAutoScalingGroup) -> Optional[str]:
    if not group.vpc_zone_identifier:
        return None
    used = Counter(state.instance.subnet_id for state in group.instance_states)
    return min(group.vpc_zone_identifier.split(","), key=lambda subnet: used[subnet])


def _tags(group: FakeAutoScalingGroup, version: LaunchTemplateVersion) -> Dict[str, Dict[str, str]]:
    of_template = convert_tag_spec(version.data.get("TagSpecifications", []))
    return {**of_template, "instance": {**of_template.get("instance", {}), **group.get_propagated_tags(),
                                        ASG_NAME_TAG: group.name}}


def _gone_from_target_groups(original: Any, self: FakeAutoScalingGroup, new_capacity: Optional[int]) -> None:
    before = {state.instance.id for state in self.instance_states}
    original(self, new_capacity)
    leave_target_groups(self, before - {state.instance.id for state in self.instance_states})


def _unless_suspended(original: Any, self: AutoScalingBackend, group_name: str) -> None:
    """What is launched meanwhile is never registered, as in AWS."""
    if "AddToLoadBalancer" not in self.autoscaling_groups[group_name]._suspended_processes:
        original(self, group_name)


def _launched_from(self: InstanceState) -> Optional[Dict[str, Any]]:
    version = version_of(self)
    return version and {"LaunchTemplateId": version.template.id, "LaunchTemplateName": version.template.name,
                        "Version": str(version.number)}
