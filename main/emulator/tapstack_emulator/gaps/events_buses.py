"""EventBridge: an event bus may change."""
from __future__ import annotations

import json
import time
from typing import Any

from moto.events.responses import EventsHandler

from ..extending import add


def close() -> None:
    add(EventsHandler, update_event_bus)


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
