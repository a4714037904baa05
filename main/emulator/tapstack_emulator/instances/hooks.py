"""Ties moto's EC2, Auto Scaling and load balancers to the instances that run."""
from __future__ import annotations

import base64
from typing import Any, Iterable, Optional

from moto.autoscaling.models import ASG_NAME_TAG, FakeAutoScalingGroup
from moto.core.responses import ActionResult
from moto.core.types import Base64EncodedString
from moto.core.utils import utcnow
from moto.ec2.models import EC2Backend
from moto.ec2.responses.general import General
from moto.elbv2.models import ELBv2Backend, FakeHealthStatus, FakeTargetGroup, elbv2_backends
from moto.iam.models import iam_backends
from moto.sts.models import sts_backends

from .. import ACCOUNT_ID
from ..extending import after, wrap
from .health import TargetHealth
from .machine import Launch
from .runtime import Instances

# A role's sessions last hours in AWS and are renewed; these last as long as anybody keeps an emulator.
CREDENTIALS_SECONDS = 30 * 24 * 3600


def install(instances: Instances, health: TargetHealth) -> None:
    _launch(instances)
    _terminate(instances, health)
    _check(health)

    def console(original: Any, self: General) -> ActionResult:
        instance_id = self._get_param("InstanceId")
        said = instances.console(instance_id)
        if said is None:
            return original(self)
        return ActionResult({"InstanceId": instance_id, "Timestamp": utcnow(),
                             "Output": Base64EncodedString.from_raw_string(said)})

    wrap(General, "get_console_output", console)


# --- launch ---------------------------------------------------------------------------

def _launch(instances: Instances) -> None:
    def run(original: Any, self: EC2Backend, *arguments: Any, **named: Any) -> Any:
        reservation = original(self, *arguments, **named)
        group = named.get("tags", {}).get("instance", {}).get(ASG_NAME_TAG)
        for instance in reservation.instances:
            user_data = base64.b64decode(str(instance.user_data or ""))
            if user_data.startswith(b"#!"):
                script = user_data.decode(errors="replace")
                instances.launch(Launch(instance, script, _credentials(instance, _profile(self, named)), group))
        return reservation

    def added(self: FakeAutoScalingGroup, *_: Any) -> None:
        """moto does not tell the target groups of those in the place of what EC2's TerminateInstances took away."""
        if self.name in self.autoscaling_backend.autoscaling_groups:
            self.autoscaling_backend.update_attached_target_groups(self.name)

    wrap(EC2Backend, "run_instances", run)
    after(FakeAutoScalingGroup, "replace_autoscaling_group_instances", added)


def _profile(backend: EC2Backend, asked: dict) -> Optional[str]:
    """Name or ARN of the instance profile: the call's, else the template's."""
    own = asked.get("iam_instance_profile_name") or asked.get("iam_instance_profile_arn")
    if own is None and asked.get("launch_template"):
        given = backend._get_template_from_args(asked["launch_template"]).data.get("IamInstanceProfile") or {}
        own = given.get("Name") or given.get("Arn")
    if own is None and asked.get("launch_config"):
        own = asked["launch_config"].iam_instance_profile
    return own


def _credentials(instance: Any, profile: Optional[str]) -> Optional[Any]:
    profiles = list(iam_backends[ACCOUNT_ID]["aws"].instance_profiles.values())
    found = next((each for each in profiles if profile in (each.name, each.arn)), None)
    if found is None or not found.roles:
        return None
    return sts_backends[ACCOUNT_ID]["aws"].assume_role(
        region_name=instance.ec2_backend.region_name, role_session_name=instance.id, role_arn=found.roles[0].arn,
        policy=None, duration=CREDENTIALS_SECONDS, external_id=None)


# --- terminate ------------------------------------------------------------------------

def _terminate(instances: Instances, health: TargetHealth) -> None:
    def terminated(self: EC2Backend, instance_ids: Iterable[str]) -> None:
        """Auto Scaling takes an instance out of its target groups before it ends it; moto leaves it there."""
        ids = list(instance_ids)
        for group in list(elbv2_backends[self.account_id][self.region_name].target_groups.values()):
            group.deregister_terminated_instances(ids)
        instances.terminate(ids)

    def forgotten(self: EC2Backend) -> None:
        instances.terminate_all()
        health.forget()

    after(EC2Backend, "terminate_instances", terminated)
    after(EC2Backend, "stop_instances", lambda self, instance_ids: instances.terminate(instance_ids))
    after(EC2Backend, "reset", forgotten)


# --- health ---------------------------------------------------------------------------

def _check(health: TargetHealth) -> None:
    def registered(self: FakeTargetGroup, targets: Iterable[dict]) -> None:
        for target in targets:
            health.registered(self, target["Id"], int(self.targets[target["Id"]]["Port"]))

    def deregistered(self: FakeTargetGroup, targets: Iterable[dict]) -> None:
        for target in targets:
            health.deregistered(self, target["Id"])

    def ended(self: FakeTargetGroup, instance_ids: Iterable[str]) -> None:
        for instance_id in instance_ids:
            health.deregistered(self, instance_id)

    def health_for(original: Any, self: FakeTargetGroup, target: dict, ec2_backend: EC2Backend) -> FakeHealthStatus:
        found = health.of(self.arn, target["Id"])
        instance = ec2_backend.get_instance_by_id(target["Id"])
        if found is None or (instance is not None and instance.state == "stopped"):
            return original(self, target, ec2_backend)
        said = found.health
        return FakeHealthStatus(found.instance_id, found.port, self.health_check_port, said.state, said.reason,
                                said.description)

    def describe(original: Any, self: ELBv2Backend, target_group_arn: str, targets: list) -> list:
        found = original(self, target_group_arn, targets)
        leaving = [] if targets else [{"Id": target.instance_id} for target in health.draining(target_group_arn)]
        return found + [self.target_groups[target_group_arn].health_for(target, self.ec2_backend) for target in leaving]

    after(ELBv2Backend, "delete_target_group", lambda self, target_group_arn: health.forget(target_group_arn))
    after(FakeTargetGroup, "register", registered)
    after(FakeTargetGroup, "deregister", deregistered)
    after(FakeTargetGroup, "deregister_terminated_instances", ended)
    wrap(FakeTargetGroup, "health_for", health_for)
    wrap(ELBv2Backend, "describe_target_health", describe)
