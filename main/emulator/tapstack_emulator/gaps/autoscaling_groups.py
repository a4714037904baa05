"""Auto Scaling: what moto does not keep of a group, and what AWS refuses: a taken name, a size out of its bounds."""
from __future__ import annotations

from typing import Any, List, Optional

from botocore import xform_name
from moto.autoscaling.exceptions import AutoscalingClientError, ValidationError
from moto.autoscaling.models import AutoScalingBackend, FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult, EmptyResult

from ..extending import add, wrap

# Of these moto takes some when a group is made, none when it is changed.
KEPT = ("CapacityRebalance", "Context", "DefaultCooldown", "DefaultInstanceWarmup", "DesiredCapacityType",
        "InstanceMaintenancePolicy", "MaxInstanceLifetime", "PlacementGroup", "ServiceLinkedRoleARN",
        "TerminationPolicies")
NO_LONGER = -1
METRICS = [f"Group{metric}" for metric in (
    "MinSize", "MaxSize", "DesiredCapacity", "InServiceInstances", "PendingInstances", "StandbyInstances",
    "TerminatingInstances", "TotalInstances", "InServiceCapacity", "PendingCapacity", "StandbyCapacity",
    "TerminatingCapacity", "TotalCapacity")]


def close() -> None:
    for operation in ("create_auto_scaling_group", "update_auto_scaling_group"):
        wrap(AutoScalingResponse, operation, _keep_all)
    wrap(AutoScalingBackend, "create_auto_scaling_group", _named_once)
    wrap(AutoScalingResponse, "set_desired_capacity", _within_bounds)
    wrap(AutoScalingResponse, "delete_auto_scaling_group", _only_empty)
    wrap(FakeAutoScalingGroup, "enable_metrics_collection", _more_metrics)
    add(AutoScalingResponse, disable_metrics_collection)


def _keep_all(original: Any, self: AutoScalingResponse) -> Any:
    name = self._get_param("AutoScalingGroupName")
    _check_size(self.autoscaling_backend.autoscaling_groups.get(name), *(
        self._get_int_param(size) for size in ("MinSize", "MaxSize", "DesiredCapacity")))
    answer = original(self)
    group = self.autoscaling_backend.autoscaling_groups[name]
    for parameter in KEPT:
        value = self._get_param(parameter)
        if value is not None:
            setattr(group, xform_name(parameter), None if value == NO_LONGER else value)
    return answer


def _check_size(group: Optional[FakeAutoScalingGroup], least: Optional[int], most: Optional[int],
                desired: Optional[int]) -> None:
    if group is not None:
        least = group.min_size if least is None else least
        most = group.max_size if most is None else most
    if least > most:
        raise ValidationError("Max bound, {}, must be greater than or equal to min bound, {}".format(most, least))
    if desired is not None and not least <= desired <= most:
        raise ValidationError(f"Desired capacity:{desired} must be between the specified min size:{least} and max "
                              f"size:{most}")


def _named_once(original: Any, self: AutoScalingBackend, name: str, *more: Any, **named: Any) -> FakeAutoScalingGroup:
    if name in self.autoscaling_groups:
        raise AutoscalingClientError("AlreadyExists", "AutoScalingGroup by this name already exists - A group with "
                                                      f"the name {name} already exists")
    return original(self, name, *more, **named)


def _within_bounds(original: Any, self: AutoScalingResponse) -> Any:
    group = self.autoscaling_backend.autoscaling_groups.get(self._get_param("AutoScalingGroupName"))
    if group is None:
        raise ValidationError("AutoScalingGroup name not found - null")
    _check_size(group, None, None, self._get_int_param("DesiredCapacity"))
    return original(self)


def _only_empty(original: Any, self: AutoScalingResponse) -> Any:
    """Unless it is forced to; its policies go with it."""
    backend, name = self.autoscaling_backend, self._get_param("AutoScalingGroupName")
    group = backend.autoscaling_groups.get(name)
    if group is not None and group.instance_states and not self._get_bool_param("ForceDelete", False):
        raise AutoscalingClientError("ResourceInUse", "You cannot delete an AutoScalingGroup while there are instances "
                                                      "or pending Spot instance request(s) still in the group.")
    answer = original(self)
    for policy in backend.describe_policies(autoscaling_group_name=name):
        backend.delete_policy(policy.name)
    return answer


def _more_metrics(_: Any, self: FakeAutoScalingGroup, metrics: Optional[List[str]]) -> None:
    """To those there are; all of them where none is named."""
    self.metrics = [metric for metric in METRICS if metric in self.metrics or metric in (metrics or METRICS)]


def disable_metrics_collection(self: AutoScalingResponse) -> ActionResult:
    group, = self.autoscaling_backend.describe_auto_scaling_groups([self._get_param("AutoScalingGroupName")])
    off = self._get_param("Metrics") or METRICS
    group.metrics = [metric for metric in group.metrics if metric not in off]
    return EmptyResult()
