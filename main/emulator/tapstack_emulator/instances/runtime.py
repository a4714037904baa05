"""The instances that run, and what others ask of them."""
from __future__ import annotations

import shutil
import threading
from collections import OrderedDict
from typing import Any, Dict, Iterable, List, Optional, Tuple

from ..emulator import Emulator, log
from .machine import Launch, Machine

SERVICES = ("autoscaling", "ec2", "elbv2")
# How long an instance still answers after the load balancer was told that it goes.
DRAIN_SECONDS = 1
ENDED_KEPT = 100  # their consoles


class Instances:
    def __init__(self, emulator: Emulator):
        self._emulator = emulator
        self._machines: Dict[str, Machine] = {}
        self._ended: "OrderedDict[str, Machine]" = OrderedDict()
        self._lock = threading.Lock()
        self._health: Optional[Any] = None  # health.TargetHealth, as soon as one of the services is used
        shutil.rmtree(emulator.directory / "instances", ignore_errors=True)  # an earlier run's

    def install(self, service: str) -> None:
        """Ties the instances to moto's services, which are loaded at their first use."""
        with self._lock:
            if service not in SERVICES or self._health is not None:
                return
            from . import hooks
            from .auto_scaling import Keeper
            from .health import TargetHealth
            self._health = TargetHealth(self)
            hooks.install(self, self._health)
            Keeper(self, self._health).start()

    # --- what the data plane asks ------------------------------------------------------

    def address(self, instance_id: str, port: int) -> Optional[Tuple[str, int]]:
        """Where a port of an instance is on this machine; None where nothing listens on it."""
        machine = self._machines.get(instance_id)
        listens = machine.address(port) if machine is not None else None
        return None if listens is None else ("127.0.0.1", listens)

    def healthy_targets(self, target_group_arn: str) -> List[str]:
        """The instances that a load balancer may send requests to now."""
        return [] if self._health is None else self._health.healthy(target_group_arn)

    # --- their lives -------------------------------------------------------------------

    def launch(self, launch: Launch) -> None:
        machine = Machine(launch, self._emulator)
        most = self._emulator.options.max_instances
        with self._lock:
            full = sum(each.runs for each in self._machines.values()) >= most
            self._machines[launch.id] = machine
        if full:
            machine.refuse(f"not run: {most} instances run already, --max-instances allows no more")
            return
        try:
            machine.start()
        except OSError as problem:
            log.error("instance %s: %s", launch.id, problem)
            machine.refuse(f"not run: {problem}")

    def terminate(self, ids: Iterable[str], drain_seconds: float = DRAIN_SECONDS) -> None:
        """Ends instances in the background; those that nothing runs on are none of its concern."""
        with self._lock:
            machines = [machine for machine in map(self._machines.get, ids) if machine is not None]
        for machine in machines:
            threading.Timer(drain_seconds, self._end, [machine]).start()

    def terminate_all(self) -> None:
        self.terminate(list(self._machines), drain_seconds=0)

    def _end(self, machine: Machine) -> None:
        machine.end()
        with self._lock:
            self._machines.pop(machine.launch.id, None)
            self._ended[machine.launch.id] = machine
            while len(self._ended) > ENDED_KEPT:
                self._ended.popitem(last=False)

    # --- what they show ----------------------------------------------------------------

    def machine(self, instance_id: str) -> Optional[Machine]:
        return self._machines.get(instance_id)

    def console(self, instance_id: str) -> Optional[str]:
        """What an instance printed, also when it is gone; None for one that never ran here."""
        with self._lock:
            machine = self._machines.get(instance_id) or self._ended.get(instance_id)
        return None if machine is None else machine.console()

    def view(self) -> List[dict]:
        with self._lock:
            machines = list(self._machines.values())
        return [self._view(machine) for machine in machines]

    def _view(self, machine: Machine) -> dict:
        service = machine.service()
        return {"id": machine.launch.id, "group": machine.launch.group, "state": machine.launch.instance.state,
                "health": None if self._health is None else self._health.state(machine.launch.id),
                "pid": service["pid"], "port": service["listens"], "started": machine.started}
