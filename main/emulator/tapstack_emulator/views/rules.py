"""GET /_tapstack/rules and POST /_tapstack/rules/BUS/RULE/fire: EventBridge's rules and schedules.

A schedule of EventBridge Scheduler is listed under the bus `scheduler:GROUP`.
"""
from __future__ import annotations

from typing import Any, Dict, List, Union

from moto.events.models import Rule
from moto.scheduler.models import Schedule

from ..emulator import Emulator
from ..eventbridge import firing
from .problem import Problem

def show(emulator: Emulator, *_: Any) -> dict:
    return {"rules": [_view(bus, found) for (bus, _), found in firing.all_rules().items()]}


def fire(emulator: Emulator, parts: List[str], _: Dict[str, str], body: Any) -> dict:
    found = firing.all_rules().get((parts[0], parts[1]))
    if found is None:
        known = ", ".join("/".join(key) for key in firing.all_rules()) or "none"
        raise Problem(404, f"no rule {parts[1]} on bus {parts[0]}; there are: {known}")
    if found.state == "DISABLED":
        raise Problem(409, f"rule {parts[1]} on bus {parts[0]} is disabled")
    deliveries = (firing.fire_schedule(emulator, found) if isinstance(found, Schedule)
                  else firing.fire_rule(emulator, found, body))
    return {"targets": [{"arn": delivery.target_arn, "delivered": delivery.error is None, "error": delivery.error}
                        for delivery in deliveries]}


def _view(bus: str, found: Union[Rule, Schedule]) -> dict:
    if isinstance(found, Schedule):
        return {"name": found.name, "bus": bus, "schedule": found.schedule_expression, "pattern": None,
                "state": found.state, "targets": [found.target["Arn"]]}
    return {"name": found.name, "bus": bus, "schedule": found.scheduled_expression,
            "pattern": found.event_pattern.dump(), "state": found.state,
            "targets": [target["Arn"] for target in found.targets]}
