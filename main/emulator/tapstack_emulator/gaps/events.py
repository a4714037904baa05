"""EventBridge: patterns as AWS matches them, targets reached as AWS reaches them, after PutEvents has answered."""
from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Dict

from moto.core.exceptions import JsonRESTError
from moto.events.exceptions import InvalidEventPatternException
from moto.events.models import EventPattern, EventPatternParser, EventsBackend, Rule

from ..emulator import Emulator, log
from ..eventbridge import pattern_check, patterns
from ..eventbridge.firing import send_to_targets
from ..extending import wrap
from ..journal import buses
from . import events_buses


# "Event pattern size" of Amazon EventBridge quotas (L-664C5505), which can be raised to the API's 4,096. That it is this
# error is inferred: PutRule has one for quotas, and hashicorp/terraform-provider-aws#34270 saw "a 400".
MOST_CHARACTERS = 2048
# eventbridge/latest/userguide/eb-quota.html, "Rules": of an event bus, fewer in some regions; the error is PutRule's.
MOST_RULES = 300


def close(emulator: Emulator) -> None:
    workers = ThreadPoolExecutor(max_workers=8, thread_name_prefix="eventbridge")

    def reached(original: Any, self: Rule, event: Dict[str, Any], transform_input: bool = True) -> None:
        if self.managed_by:  # an archive's
            original(self, event, transform_input)
        elif self.state != "DISABLED" and self.event_pattern.dump() is not None:
            sent = as_sent(event)
            if self.event_pattern.matches_event(sent):
                workers.submit(_send, emulator, self, sent)

    wrap(EventPattern, "matches_event", lambda _, self, event: patterns.matches(self.get_pattern(), event))
    wrap(EventPatternParser, "parse", _parse)
    wrap(EventsBackend, "put_rule", _as_many_as_a_bus_takes)
    wrap(Rule, "send_to_targets", reached)
    events_buses.close()
    buses.watch(emulator.journal)


def _send(emulator: Emulator, rule: Rule, event: Dict[str, Any]) -> None:
    try:
        send_to_targets(emulator, rule, event)
    except Exception:
        log.exception("rule %s", rule.arn)


def _as_many_as_a_bus_takes(original: Any, self: EventsBackend, name: str, *given: Any, **named: Any) -> Rule:
    """A rule that exists is changed."""
    bus = self._get_event_bus(self._normalize_event_bus_arn(named.get("event_bus_arn")))
    if name not in bus.rules and len(bus.rules) >= MOST_RULES:
        raise JsonRESTError("LimitExceededException", "The requested resource exceeds the maximum number allowed.")
    return original(self, name, *given, **named)


def _parse(_: Any, self: EventPatternParser) -> dict:
    if len(self.pattern or "") > MOST_CHARACTERS:
        raise JsonRESTError("LimitExceededException", f"Event pattern longer than {MOST_CHARACTERS} characters")
    try:
        pattern = json.loads(self.pattern) if self.pattern else {}
    except ValueError:
        raise InvalidEventPatternException(reason="Invalid JSON") from None
    problem = pattern_check.problem_of(pattern) if self.pattern else None
    if problem is not None:
        raise InvalidEventPatternException(reason=problem)
    return pattern


def as_sent(event: Dict[str, Any]) -> Dict[str, Any]:
    """An event of moto's as targets see it."""
    sent = {key: value for key, value in event.items() if key != "ingestion-time"}
    if isinstance(sent["time"], (int, float)):
        sent["time"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(sent["time"]))
    return sent
