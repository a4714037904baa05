"""Auto Scaling: instance refreshes, their cancelling and rolling back, of which moto has none.

A group keeps its configuration until the refresh to another one has succeeded; what is rolled back gets what the group
had when the refresh began. https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html
"""
from __future__ import annotations

import threading
import time
import uuid
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Optional

from moto.autoscaling.exceptions import AutoscalingClientError, ValidationError
from moto.autoscaling.models import FakeAutoScalingGroup, InstanceState
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ec2.models.launch_templates import LaunchTemplateVersion

from ..emulator import log
from ..extending import add, store
from ..one_at_a_time import alone
from .autoscaling_launches import launch, leave_target_groups, valid_template, version_of

ACTIVE = ("Pending", "InProgress", "Cancelling", "RollbackInProgress")
REPEAT_SECONDS = 0.2
DEFAULTS = {"MinHealthyPercentage": 90, "MaxHealthyPercentage": 100, "SkipMatching": False, "AutoRollback": False,
            "ScaleInProtectedInstances": "Wait", "StandbyInstances": "Wait"}
MOVING = ("$Latest", "$Default")


def close() -> None:
    add(AutoScalingResponse, start_instance_refresh, cancel_instance_refresh, rollback_instance_refresh,
        describe_instance_refreshes)


class Stopped(Exception):
    """Somebody wants it to end, or the group is gone."""


class Unhealthy(Exception):
    """A new instance is not what it should be."""


@dataclass
class Refresh:
    group: FakeAutoScalingGroup
    desired: Dict[str, Any]  # DesiredConfiguration
    preferences: Dict[str, Any]
    before: LaunchTemplateVersion
    target: LaunchTemplateVersion
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    status: str = "Pending"
    reason: Optional[str] = None
    start: Any = field(default_factory=utcnow)
    end: Any = None
    percentage: int = 0
    to_update: int = 0
    rollback: Optional[Dict[str, Any]] = None
    launched: List[InstanceState] = field(default_factory=list)
    asked_for: Optional[str] = None  # the status that somebody's call leads to

    def described(self) -> Dict[str, Any]:
        return {"InstanceRefreshId": self.id, "AutoScalingGroupName": self.group.name, "Status": self.status,
                "StatusReason": self.reason, "StartTime": self.start, "EndTime": self.end, "Strategy": "Rolling",
                "PercentageComplete": self.percentage, "InstancesToUpdate": self.to_update,
                "Preferences": self.preferences, "DesiredConfiguration": self.desired or None,
                "RollbackDetails": self.rollback}

    # --- beside the calls ------------------------------------------------------------

    def run(self) -> None:
        self.status = "InProgress"
        try:
            self._replace([state for state in list(self.group.instance_states) if not self._matches(state)],
                          self.target)
            self._adopt()
            self._finish("Successful")
        except Stopped:
            self._stopped()
        except Exception as problem:  # whatever keeps an instance from starting
            self._failed(f"{problem}")

    def _matches(self, state: InstanceState) -> bool:
        return bool(self.preferences["SkipMatching"]) and version_of(state) is self.target

    def _replace(self, old: List[InstanceState], version: LaunchTemplateVersion) -> None:
        self.to_update = len(old)
        for number, state in enumerate(old, 1):
            self._replace_one(state, version)
            self.percentage, self.to_update = 100 * number // len(old), len(old) - number

    def _replace_one(self, old: InstanceState, version: LaunchTemplateVersion) -> None:
        """First the new one and then the old one goes, where there may be more than there should be."""
        new_first = self.preferences["MaxHealthyPercentage"] > 100
        with self._alone():
            if old not in self.group.instance_states:
                return
            if not new_first:
                self._terminate(old)
            new = launch(self.group, version)
            self.launched.append(new)
            self.group.autoscaling_backend.update_attached_target_groups(self.group.name)
        try:
            self._await_health(new)
        except (Stopped, Unhealthy):
            if new_first:
                with alone("autoscaling"):
                    self._terminate(new)
            raise
        if new_first:
            with self._alone():
                self._terminate(old)

    def _alone(self) -> Any:
        self._go_on()
        return alone("autoscaling")

    def _go_on(self) -> None:
        if self.asked_for or not self._has_group():
            raise Stopped

    def _has_group(self) -> bool:
        return self.group.autoscaling_backend.autoscaling_groups.get(self.group.name) is self.group

    def _await_health(self, state: InstanceState) -> None:
        """AWS waits for the warm-up in any case; here it is only how long the instance may take."""
        until = time.monotonic() + max(1, self._warm_up())
        while not self._is_healthy(state):
            self._go_on()
            if state not in self.group.instance_states:
                raise Unhealthy(f"Instance {state.instance_id} was found unhealthy and taken away.")
            if time.monotonic() > until:
                raise Unhealthy(f"Instance {state.instance_id} was not healthy after {self._warm_up()} seconds.")
            time.sleep(REPEAT_SECONDS)

    def _warm_up(self) -> int:
        given = self.preferences.get("InstanceWarmup")
        default = getattr(self.group, "default_instance_warmup", None)
        return next(seconds for seconds in (given, default, self.group.health_check_grace_period)
                    if seconds is not None)

    def _is_healthy(self, state: InstanceState) -> bool:
        with alone("autoscaling"):
            balancers = self.group.autoscaling_backend.elbv2_backend
            groups = self.group.target_group_arns if self.group.health_check_type == "ELB" else []
            return (state.lifecycle_state == "InService" and state.health_status == "Healthy"
                    and all(each.status == "healthy" for arn in groups
                            for each in balancers.describe_target_health(arn, [{"Id": state.instance_id}])))

    def _terminate(self, state: InstanceState) -> None:
        if state in self.group.instance_states:
            self.group.instance_states.remove(state)
            leave_target_groups(self.group, [state.instance_id])
            self.group.ec2_backend.terminate_instances([state.instance_id])

    def _adopt(self) -> None:
        """What was desired is from now on the group's own."""
        if self.desired.get("LaunchTemplate"):
            with self._alone():
                self.group._set_launch_configuration("", self.desired["LaunchTemplate"], None)

    def _failed(self, reason: str) -> None:
        log.warning("instance refresh %s of %s: %s", self.id, self.group.name, reason)
        self.reason = reason
        if self.preferences["AutoRollback"] and not self.rollback:
            self._roll_back(reason)
        else:
            self._finish("RollbackFailed" if self.rollback else "Failed")

    def _stopped(self) -> None:
        if self.asked_for == "RollbackSuccessful":
            self._roll_back("The rollback was asked for.")
        else:
            self._finish("Cancelled")

    def _roll_back(self, reason: str) -> None:
        self.status, self.asked_for = "RollbackInProgress", None
        self.rollback = {"RollbackReason": reason, "RollbackStartTime": utcnow(),
                         "PercentageCompleteOnRollback": self.percentage,
                         "InstancesToUpdateOnRollback": self.to_update}
        launched, self.launched = self.launched, []
        try:
            self._replace(launched, self.before)
            self._finish("RollbackSuccessful")
        except Stopped:
            self._finish("Cancelled")
        except Exception as problem:
            self._failed(f"{problem}")

    def _finish(self, status: str) -> None:
        with alone("autoscaling"):
            if self._has_group():  # whatever happened to single instances, it keeps its size
                self.group.set_desired_capacity(self.group.desired_capacity)
        self.status, self.end = status, utcnow()


# --- calls ---------------------------------------------------------------------------

def start_instance_refresh(self: AutoScalingResponse) -> ActionResult:
    group = _group(self)
    if _active(group) is not None:
        raise AutoscalingClientError("InstanceRefreshInProgress",
                                     "An Instance Refresh is already in progress and blocks the execution of this "
                                     "Instance Refresh.")
    desired = self._get_param("DesiredConfiguration") or {}
    preferences = {**DEFAULTS, **(self._get_param("Preferences") or {})}
    if preferences["AutoRollback"]:
        _check_rollback(group, desired)
    before = _version(group, None)
    refresh = Refresh(group, desired, preferences, before, _version(group, desired.get("LaunchTemplate")))
    _refreshes(group)[refresh.id] = refresh
    threading.Thread(target=refresh.run, name=f"refresh-{group.name}", daemon=True).start()
    return ActionResult({"InstanceRefreshId": refresh.id})


def cancel_instance_refresh(self: AutoScalingResponse) -> ActionResult:
    return _end(_group(self), "Cancelled", lambda refresh: setattr(refresh, "status", "Cancelling"))


def rollback_instance_refresh(self: AutoScalingResponse) -> ActionResult:
    def check(refresh: Refresh) -> None:
        if not refresh.desired or refresh.status != "InProgress":
            raise AutoscalingClientError("IrreversibleInstanceRefresh", "The instance refresh cannot be rolled back.")

    return _end(_group(self), "RollbackSuccessful", check)


def describe_instance_refreshes(self: AutoScalingResponse) -> ActionResult:
    asked = self._get_param("InstanceRefreshIds", [])
    return ActionResult({"InstanceRefreshes": [refresh.described() for refresh in reversed(
        list(_refreshes(_group(self)).values())) if not asked or refresh.id in asked]})


def _end(group: FakeAutoScalingGroup, status: str, prepare: Callable[[Refresh], None]) -> ActionResult:
    refresh = _active(group)
    if refresh is None:
        raise AutoscalingClientError("ActiveInstanceRefreshNotFound",
                                     "No in progress or pending Instance Refresh found for Auto Scaling group "
                                     f"{group.name}")
    prepare(refresh)
    refresh.asked_for = status
    return ActionResult({"InstanceRefreshId": refresh.id})


def _check_rollback(group: FakeAutoScalingGroup, desired: Dict[str, Any]) -> None:
    if not desired:
        raise ValidationError("The request isn't valid. The AutoRollback parameter cannot be set to true when the "
                              "DesiredConfiguration parameter is empty. Set AutoRollback to false or specify a desired "
                              "configuration and try again.")
    if group.launch_template_version in MOVING:
        raise ValidationError("The request isn't valid. An Auto Scaling group whose launch template version is $Latest "
                              "or $Default cannot be rolled back.")
    if _version(group, None).image_id.startswith("resolve:ssm:"):
        raise ValidationError("The request isn't valid. A launch template that names its image by a parameter cannot "
                              "be rolled back to.")


def _version(group: FakeAutoScalingGroup, specification: Optional[Dict[str, Any]]) -> LaunchTemplateVersion:
    """Of the specification, or what the group is set to."""
    if not specification:
        if group.ec2_launch_template is None:
            raise ValidationError("Only groups with a launch template can be refreshed here.")
        return group.ec2_launch_template.get_version(group.launch_template_version)
    with valid_template():
        if "LaunchTemplateId" in specification:
            template = group.ec2_backend.get_launch_template(specification["LaunchTemplateId"])
        else:
            template = group.ec2_backend.get_launch_template_by_name(specification["LaunchTemplateName"])
        return template.get_version(specification.get("Version") or "$Default")


def _group(response: AutoScalingResponse) -> FakeAutoScalingGroup:
    name = response._get_param("AutoScalingGroupName")
    group = response.autoscaling_backend.autoscaling_groups.get(name)
    if group is None:
        raise ValidationError(f"AutoScalingGroup name not found - AutoScalingGroup '{name}' not found")
    return group


def _refreshes(group: FakeAutoScalingGroup) -> Dict[str, Refresh]:
    return store(group, "refreshes")


def _active(group: FakeAutoScalingGroup) -> Optional[Refresh]:
    return next((refresh for refresh in _refreshes(group).values() if refresh.status in ACTIVE), None)
