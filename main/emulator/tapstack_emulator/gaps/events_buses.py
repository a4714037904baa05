"""EventBridge: an event bus may change, and goes after its rules (hashicorp/terraform-provider-aws#22131)."""
from __future__ import annotations

import json
import time
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.events.models import EventsBackend
from moto.events.responses import EventsHandler

from ..extending import add, wrap


def close() -> None:
    add(EventsHandler, update_event_bus)
    wrap(EventsBackend, "delete_event_bus", _after_its_rules)


def _after_its_rules(original: Any, self: EventsBackend, name: str) -> None:
    if name in self.event_buses and self.event_buses[name].rules:
        raise JsonRESTError("ValidationException", "EventBus can't be deleted since it has rules.")
    original(self, name)


def update_event_bus(self: EventsHandler) -> Any:
    """What the request leaves out is taken away."""
    bus = self.events_backend.describe_event_bus(self._get_param("Name") or "default")
    bus.description = self._get_param("Description")
    bus.kms_key_identifier = self._get_param("KmsKeyIdentifier")
    bus.dead_letter_config = self._get_param("DeadLetterConfig")
    bus.last_modified_time = time.time()
    answer = {"Arn": bus.arn, "Name": bus.name, "Description": bus.description,
              "KmsKeyIdentifier": bus.kms_key_identifier, "DeadLetterConfig": bus.dead_letter_config}
    return json.dumps({name: value for name, value in answer.items() if value}), self.response_headers
