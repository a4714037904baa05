"""Auto Scaling: policies know their alarms; those of target tracking make their own."""
from __future__ import annotations

import uuid
from typing import Any, Dict, List, Tuple

from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import AutoScalingBackend, FakeAutoScalingGroup, FakeScalingPolicy
from moto.autoscaling.responses import AutoScalingResponse
from moto.cloudwatch.models import Alarm, CloudWatchBackend, cloudwatch_backends
from moto.core.responses import ActionResult

from ..extending import after, wrap

TRACKING, STEPS = "TargetTrackingScaling", "StepScaling"
BY_TARGET = "ALBRequestCountPerTarget"
# predefined metric -> where it is, under which name, and its statistic
METRICS: Dict[str, Tuple[str, str, str]] = {
    "ASGAverageCPUUtilization": ("AWS/EC2", "CPUUtilization", "Average"),
    "ASGAverageNetworkIn": ("AWS/EC2", "NetworkIn", "Average"),
    "ASGAverageNetworkOut": ("AWS/EC2", "NetworkOut", "Average"),
    BY_TARGET: ("AWS/ApplicationELB", "RequestCountPerTarget", "Sum")}
LOW = 0.9  # of the target value: below, AWS takes instances away


def close() -> None:
    after(FakeScalingPolicy, "__init__", _enabled)
    FakeScalingPolicy.alarms = property(_described_alarms)
    wrap(AutoScalingResponse, "put_scaling_policy", _put)
    wrap(AutoScalingBackend, "delete_policy", _delete)
    wrap(AutoScalingResponse, "execute_policy", _execute)
    wrap(AutoScalingBackend, "change_capacity", _within_bounds)


def _enabled(self: FakeScalingPolicy, *_: Any, **__: Any) -> None:
    self.enabled = True
    self.predictive_scaling_configuration = self.predictive_scaling_configuration or None


def _put(original: Any, self: AutoScalingResponse) -> ActionResult:
    backend = self.autoscaling_backend
    group = backend.autoscaling_groups.get(self._get_param("AutoScalingGroupName"))
    if group is None:
        raise ValidationError("Group not found")
    tracking = self._get_param("TargetTrackingConfiguration") if self._get_param("PolicyType") == TRACKING else None
    if tracking:
        _check_target(group, tracking)
    name = self._get_param("PolicyName")
    _delete_own_alarms(backend, name)
    original(self)
    policy = backend.policies[name]
    policy.enabled = self._get_bool_param("Enabled", True)
    if tracking:
        _make_alarms(policy, tracking)
    return ActionResult({"PolicyARN": policy.arn, "Alarms": policy.alarms})


def _delete(original: Any, self: AutoScalingBackend, group_name: str) -> None:
    name = group_name.rpartition("policyName/")[2]  # moto's name for the policy's name, or ARN
    _delete_own_alarms(self, name)
    original(self, name)


def _execute(original: Any, self: AutoScalingResponse) -> Any:
    """A step policy does what it does that far from the threshold; moto knows no steps."""
    policy = self.autoscaling_backend.policies.get(self._get_param("PolicyName"))
    if policy is None:
        raise ValidationError("Policy not found")
    if policy.policy_type == STEPS:
        value, threshold = self._get_param("MetricValue"), self._get_param("BreachThreshold")
        if value is None or threshold is None:
            raise ValidationError("MetricValue and BreachThreshold must be specified for policies of type StepScaling.")
        policy.scaling_adjustment = _adjustment(policy.step_adjustments, float(value) - float(threshold))
    return original(self)


def _adjustment(steps: List[Dict[str, Any]], beyond: float) -> int:
    """Bounds are within a step on the threshold's side only."""
    for step in steps:
        lower = float(step.get("MetricIntervalLowerBound", "-inf"))
        upper = float(step.get("MetricIntervalUpperBound", "inf"))
        if lower <= beyond < upper if beyond >= 0 else lower < beyond <= upper:
            return int(step["ScalingAdjustment"])
    raise ValidationError("No step adjustment found for the metric value and the breach threshold.")


def _within_bounds(original: Any, self: AutoScalingBackend, group_name: str, scaling_adjustment: int) -> None:
    group = self.autoscaling_groups[group_name]
    wanted = min(max(group.desired_capacity + scaling_adjustment, group.min_size), group.max_size)
    original(self, group_name, wanted - group.desired_capacity)


def _check_target(group: FakeAutoScalingGroup, tracking: Dict[str, Any]) -> None:
    metric = tracking.get("PredefinedMetricSpecification") or {}
    if metric.get("PredefinedMetricType") == BY_TARGET:
        target_group = _dimensions(group.name, metric)["TargetGroup"]
        if not any(arn.endswith(":" + target_group) for arn in group.target_group_arns):
            raise ValidationError("The load balancer target group is not attached to the Auto Scaling group.")


def _make_alarms(policy: FakeScalingPolicy, tracking: Dict[str, Any]) -> None:
    metric = tracking.get("PredefinedMetricSpecification")
    if not metric:
        return  # of customized metrics nobody needs the alarms here
    target = float(tracking["TargetValue"])
    namespace, name, statistic = METRICS[metric["PredefinedMetricType"]]
    directions = [("High", "GreaterThanThreshold", target, 3)]
    if not tracking.get("DisableScaleIn"):
        directions.append(("Low", "LessThanThreshold", target * LOW, 15))
    dimensions = [{"Name": key, "Value": value}
                  for key, value in _dimensions(policy.auto_scaling_group_name, metric).items()]
    for direction, comparison, threshold, periods in directions:
        _cloudwatch(policy.autoscaling_backend).put_metric_alarm(
            name=f"TargetTracking-{policy.auto_scaling_group_name}-Alarm{direction}-{uuid.uuid4()}",
            namespace=namespace, metric_name=name, comparison_operator=comparison, evaluation_periods=periods,
            period=60, threshold=threshold, statistic=statistic, dimensions=dimensions, alarm_actions=[policy.arn],
            description=f"DO NOT EDIT OR DELETE. For TargetTrackingScaling policy {policy.arn}.")


def _dimensions(group: str, metric: Dict[str, Any]) -> Dict[str, str]:
    """app/NAME/ID/targetgroup/NAME/ID says both."""
    if metric["PredefinedMetricType"] != BY_TARGET:
        return {"AutoScalingGroupName": group}
    balancer, found, target_group = metric.get("ResourceLabel", "").partition("/targetgroup/")
    if not found:
        raise ValidationError("Invalid resource label.")
    return {"LoadBalancer": balancer, "TargetGroup": f"targetgroup/{target_group}"}


def _described_alarms(self: FakeScalingPolicy) -> List[Dict[str, str]]:
    return [{"AlarmName": alarm.name, "AlarmARN": alarm.alarm_arn} for alarm in _alarms(self)]


def _alarms(policy: FakeScalingPolicy) -> List[Alarm]:
    return [alarm for alarm in _cloudwatch(policy.autoscaling_backend).alarms.values()
            if policy.arn in alarm.alarm_actions]


def _delete_own_alarms(backend: AutoScalingBackend, name: str) -> None:
    policy = backend.policies.get(name)
    if policy is not None and policy.policy_type == TRACKING:
        _cloudwatch(backend).delete_alarms([alarm.name for alarm in _alarms(policy)])


def _cloudwatch(backend: AutoScalingBackend) -> CloudWatchBackend:
    return cloudwatch_backends[backend.account_id][backend.region_name]
