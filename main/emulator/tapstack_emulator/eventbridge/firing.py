"""Sends an event to the targets of a rule or a schedule."""
from __future__ import annotations

import json
import uuid
from typing import Any, Dict, List, Tuple, Union

from moto.events.models import Rule, events_backends
from moto.scheduler.models import Schedule, scheduler_backends

from .. import ACCOUNT_ID
from ..emulator import Emulator
from ..functions.delivery import timestamp
from ..targets.send import Sender
from .delivery import Delivery, deliver
from .inputs import input_of

EVENTS, SCHEDULER = "events.amazonaws.com", "scheduler.amazonaws.com"


def all_rules() -> Dict[Tuple[str, str], Union[Rule, Schedule]]:
    """Rules by bus and name; EventBridge Scheduler's schedules under the bus `scheduler:GROUP`."""
    rules = {(bus.name, rule.name): rule for backend in list(dict.values(events_backends[ACCOUNT_ID]))
             for bus in list(backend.event_buses.values()) for rule in list(bus.rules.values())
             if not rule.managed_by}
    schedules = {(f"scheduler:{group.name}", schedule.name): schedule
                 for backend in list(dict.values(scheduler_backends[ACCOUNT_ID]))
                 for group in list(backend.schedule_groups.values()) for schedule in list(group.schedules.values())}
    return {**rules, **schedules}


def send_to_targets(emulator: Emulator, rule: Rule, event: Dict[str, Any]) -> List[Delivery]:
    """The event, as each target's input makes it, to each of the rule's targets."""
    return [deliver(emulator, Sender(EVENTS, rule.arn), target, input_of(target, event, rule.arn))
            for target in list(rule.targets)]


def fire_rule(emulator: Emulator, rule: Rule, given: Any) -> List[Delivery]:
    """As if the rule's time had come, or an event had matched; `given` is the event, its detail, or None."""
    return send_to_targets(emulator, rule, made_event(rule, given))


def fire_schedule(emulator: Emulator, schedule: Schedule) -> List[Delivery]:
    """As if the schedule's time had come. EventBridge Scheduler sends with the schedule's role."""
    event = {**event_of(schedule.arn, "aws.scheduler", "Scheduled Event"), "detail": "{}"}
    body = schedule.target.get("Input") or json.dumps(event)
    for name, value in (("schedule-arn", schedule.arn), ("scheduled-time", event["time"]),
                        ("execution-id", event["id"]), ("attempt-number", "1")):
        body = body.replace(f"<aws.scheduler.{name}>", value)
    return [deliver(emulator, Sender(SCHEDULER, schedule.arn, by_role=True), schedule.target, body)]


def made_event(rule: Rule, given: Any) -> Dict[str, Any]:
    if isinstance(given, dict) and "detail-type" in given:
        return {**event_of(rule.arn, "tapstack", ""), "resources": [], **given}
    if rule.scheduled_expression:
        return {**event_of(rule.arn, "aws.events", "Scheduled Event"), "detail": given or {}}
    pattern = rule.event_pattern.get_pattern()
    return {**event_of(rule.arn, _literal(pattern, "source", "tapstack"), _literal(pattern, "detail-type", "Fired")),
            "resources": [], "detail": given or {}}


def event_of(arn: str, source: str, detail_type: str) -> Dict[str, Any]:
    return {"version": "0", "id": str(uuid.uuid4()), "detail-type": detail_type, "source": source,
            "account": ACCOUNT_ID, "time": timestamp().split(".")[0] + "Z", "region": arn.split(":")[3],
            "resources": [arn], "detail": {}}


def _literal(pattern: Dict[str, Any], name: str, otherwise: str) -> str:
    """The first plain text that a pattern takes for a field."""
    return next((value for value in pattern.get(name) or [] if isinstance(value, str)), otherwise)
