"""Auto Scaling replaces what is ill: by the load balancer's word where the group's health checks are ELB."""
from __future__ import annotations

import datetime
import threading
import time
from typing import Any

from moto.autoscaling.models import FakeAutoScalingGroup, InstanceState, autoscaling_backends
from moto.core.utils import utcnow

from .. import ACCOUNT_ID
from ..emulator import log
from ..one_at_a_time import alone
from .health import TargetHealth
from .runtime import Instances

LOOK_SECONDS = 1
NEEDED_PROCESSES = ("HealthCheck", "ReplaceUnhealthy", "Terminate", "Launch")


class Keeper:
    def __init__(self, instances: Instances, health: TargetHealth):
        self._instances, self._health = instances, health

    def start(self) -> None:
        threading.Thread(target=self._run, name="auto-scaling", daemon=True).start()

    def _run(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            try:
                self._look()
            except Exception:
                log.exception("Auto Scaling's health checks")

    def _look(self) -> None:
        for backend in list(dict.values(autoscaling_backends[ACCOUNT_ID])):
            for group in list(backend.autoscaling_groups.values()):
                suspended = {process["ProcessName"] for process in group.suspended_processes}
                if not suspended.intersection(NEEDED_PROCESSES):
                    for state in list(group.instance_states):
                        self._consider(group, state)

    def _consider(self, group: FakeAutoScalingGroup, state: InstanceState) -> None:
        machine = self._instances.machine(state.instance_id)
        if machine is None or state.lifecycle_state != "InService":
            return
        if self._is_ill(group, state, machine):
            state.health_status = "Unhealthy"
        if state.health_status == "Unhealthy":
            log.info("group %s replaces unhealthy instance %s; its console ends with: %s", group.name,
                     state.instance_id, machine.console()[-500:])
            with alone("autoscaling"):
                if state in group.instance_states:
                    group.autoscaling_backend.terminate_instance(state.instance_id, should_decrement=False)

    def _is_ill(self, group: FakeAutoScalingGroup, state: InstanceState, machine: Any) -> bool:
        """The grace period is over as soon as an instance was healthy once, or its user data failed."""
        if group.health_check_type != "ELB" or self._health.state(state.instance_id) != "unhealthy":
            return False
        age = utcnow() - state.instance.launch_time
        grace = datetime.timedelta(seconds=int(group.health_check_grace_period or 0))
        return machine.was_healthy or machine.has_failed() or age >= grace
