"""SQS: one receiver at a time, so that no message goes to two of them; attributes that are not set stay."""
from __future__ import annotations

import threading
import time
from typing import Any

from moto.sqs.models import Queue, SQSBackend

from ..emulator import Emulator
from ..extending import wrap
from ..journal import queues

LOCK = threading.Lock()
LONGEST_WAIT_SECONDS = 0.5


def close(emulator: Emulator) -> None:
    wrap(SQSBackend, "receive_message", _receive)
    wrap(Queue, "_set_attributes", _set_attributes)
    queues.watch(emulator.journal)


def _set_attributes(original: Any, self: Queue, attributes: dict[str, Any], now: Any = None) -> None:
    """moto drops the policy whenever something else is set."""
    before = {"Policy": self.policy} if hasattr(self, "_policy_json") else {}
    original(self, {**before, **attributes}, now)


def _receive(original: Any, self: SQSBackend, queue_name: str, count: int, wait_seconds_timeout: int,
             visibility_timeout: int, message_attribute_names: Any = None) -> list:
    """moto finds a message and then marks it received; the waiting for one is done outside of the lock."""
    until = time.monotonic() + wait_seconds_timeout
    while True:
        with LOCK:
            found = original(self, queue_name, count, 0, visibility_timeout, message_attribute_names)
        left = until - time.monotonic()
        if found or left <= 0:
            return found
        self.get_queue(queue_name).wait_for_messages(min(left, LONGEST_WAIT_SECONDS))
