"""The load balancers' health checks: each registered instance that runs is really asked, again and again."""
from __future__ import annotations

import http.client
import threading
import time
from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Tuple

LONGEST_INTERVAL_SECONDS = 1
LONGEST_DRAINING_SECONDS = 5
WORST_FIRST = ("unhealthy", "initial", "healthy", "unused", "draining")


@dataclass(frozen=True)
class Health:
    """As DescribeTargetHealth says it."""

    state: str
    reason: Optional[str] = None
    description: Optional[str] = None


HEALTHY = Health("healthy")
INITIAL = Health("initial", "Elb.InitialHealthChecking", "Initial health checks in progress")
UNUSED = Health("unused", "Target.NotInUse", "Target group is not configured to receive traffic from the load balancer")
DRAINING = Health("draining", "Target.DeregistrationInProgress", "Target deregistration is in progress")
REFUSED = Health("unhealthy", "Target.FailedHealthChecks", "Health checks failed")
LATE = Health("unhealthy", "Target.Timeout", "Request timed out")


def mismatch(status: int) -> Health:
    return Health("unhealthy", "Target.ResponseCodeMismatch", f"Health checks failed with these codes: [{status}]")


class Target:
    """One instance in one target group, and what its checks said."""

    def __init__(self, group: Any, instance_id: str, port: int):
        self.group, self.instance_id, self.port = group, instance_id, port
        self.health = INITIAL
        self.leaves_at: Optional[float] = None
        self._run = 0  # of equal results: above zero good ones, below bad ones

    def note(self, result: Health) -> None:
        """After it was registered one good check is enough; later the thresholds count."""
        good = result is HEALTHY
        self._run = max(self._run, 0) + 1 if good else min(self._run, 0) - 1
        threshold = int(self.group.healthy_threshold_count) if self.health.state == "unhealthy" else 1
        if good and self._run >= threshold:
            self.health = HEALTHY
        elif -self._run >= int(self.group.unhealthy_threshold_count):
            self.health = result


class TargetHealth:
    def __init__(self, instances: Any):
        self._instances = instances
        self._targets: Dict[Tuple[str, str], Target] = {}
        self._lock = threading.Lock()

    def registered(self, group: Any, instance_id: str, port: int) -> None:
        if self._instances.machine(instance_id) is None or group.health_check_protocol != "HTTP":
            return
        with self._lock:
            known = self._targets.get((group.arn, instance_id))
            if known is not None and known.leaves_at is None and known.port == port:
                return
            target = self._targets[group.arn, instance_id] = Target(group, instance_id, port)
        threading.Thread(target=self._watch, args=[target], name=f"health-{instance_id}", daemon=True).start()

    def deregistered(self, group: Any, instance_id: str) -> None:
        with self._lock:
            target = self._targets.get((group.arn, instance_id))
            if target is not None and target.leaves_at is None:
                delay = int(group.attributes["deregistration_delay.timeout_seconds"])
                target.health, target.leaves_at = DRAINING, time.monotonic() + min(delay, LONGEST_DRAINING_SECONDS)

    def forget(self, group_arn: Optional[str] = None) -> None:
        """A target group that was deleted, or all."""
        with self._lock:
            self._targets = {key: target for key, target in self._targets.items() if group_arn not in (None, key[0])}

    def of(self, group_arn: str, instance_id: str) -> Optional[Target]:
        """None for what is not registered, or no more, or is not checked here."""
        with self._lock:
            target = self._targets.get((group_arn, instance_id))
            if target is not None and target.leaves_at is not None and target.leaves_at < time.monotonic():
                target = self._targets.pop((group_arn, instance_id)) and None
            return target

    def draining(self, group_arn: str) -> List[Target]:
        return [target for target in self._of_group(group_arn) if target.health is DRAINING]

    def healthy(self, group_arn: str) -> List[str]:
        return [target.instance_id for target in self._of_group(group_arn) if target.health is HEALTHY]

    def state(self, instance_id: str) -> Optional[str]:
        """The worst of an instance's states in its target groups."""
        with self._lock:
            groups = [arn for arn, target in self._targets if target == instance_id]
        targets = [self.of(arn, instance_id) for arn in groups]
        states = {target.health.state for target in targets if target is not None}
        return next((state for state in WORST_FIRST if state in states), None)

    def _of_group(self, group_arn: str) -> List[Target]:
        with self._lock:
            found = [instance_id for arn, instance_id in self._targets if arn == group_arn]
        targets = [self.of(group_arn, instance_id) for instance_id in found]
        return [target for target in targets if target is not None]

    def _watch(self, target: Target) -> None:
        while self.of(target.group.arn, target.instance_id) is target and target.leaves_at is None:
            begin = time.monotonic()
            used = in_use(target.group)
            result = self._check(target) if used else UNUSED
            with self._lock:
                if target.leaves_at is not None:
                    return
                if used:
                    target.health = INITIAL if target.health is UNUSED else target.health
                    target.note(result)
                else:
                    target.health = UNUSED
                machine = self._instances.machine(target.instance_id)
                if target.health is HEALTHY and machine is not None:
                    machine.was_healthy = True
            interval = min(float(target.group.health_check_interval_seconds), LONGEST_INTERVAL_SECONDS)
            time.sleep(max(0.0, begin + interval - time.monotonic()))

    def _check(self, target: Target) -> Health:
        group = target.group
        port = target.port if group.health_check_port == "traffic-port" else int(group.health_check_port)
        address = self._instances.address(target.instance_id, port)
        if address is None:
            return REFUSED
        connection = http.client.HTTPConnection(*address, timeout=float(group.health_check_timeout_seconds))
        try:
            connection.request("GET", group.health_check_path or "/", headers={
                "User-Agent": "ELB-HealthChecker/2.0", "Connection": "close"})
            status = connection.getresponse().status
        except TimeoutError:
            return LATE
        except (OSError, http.client.HTTPException):
            return REFUSED
        finally:
            connection.close()
        return HEALTHY if matches(group.matcher["HttpCode"], status) else mismatch(status)


def matches(codes: str, status: int) -> bool:
    """`200`, `200,202` or `200-299`."""
    ranges = [part.partition("-") for part in codes.split(",")]
    return any(int(first) <= status <= int(last or first) for first, _, last in ranges)


def in_use(group: Any) -> bool:
    """Whether a listener sends requests there, by default or by a rule."""
    from moto.elbv2.models import elbv2_backends

    balancers = list(elbv2_backends[group.account_id][group.region_name].load_balancers.values())
    actions = [action.data for balancer in balancers for listener in list(balancer.listeners.values())
               for action in [*listener.default_actions,
                              *(action for rule in list(listener.rules.values()) for action in rule.actions)]]
    return any(group.arn in _forwarded(action) for action in actions)


def _forwarded(action: dict) -> List[str]:
    groups = action.get("ForwardConfig", {}).get("TargetGroups", [])
    return [action.get("TargetGroupArn", ""), *(group["TargetGroupArn"] for group in groups)]
