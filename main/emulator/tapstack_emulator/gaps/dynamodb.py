"""DynamoDB: one call at a time, so that conditions and transactions hold under parallel callers."""
from __future__ import annotations

import threading
from typing import Any

from moto.dynamodb.responses import DynamoHandler

from ..emulator import Emulator
from ..extending import wrap
from ..journal import tables
from . import dynamodb_conflicts, dynamodb_speed

# moto checks a condition and then writes; a second thread must not come between.
LOCK = threading.RLock()


def close(emulator: Emulator) -> None:
    conflicts = dynamodb_conflicts.Conflicts()

    def one_at_a_time(original: Any, self: DynamoHandler) -> Any:
        with conflicts.during(self), LOCK:
            return original(self)

    wrap(DynamoHandler, "call_action", one_at_a_time)
    dynamodb_conflicts.install()
    dynamodb_speed.install()
    tables.watch(emulator.journal)
