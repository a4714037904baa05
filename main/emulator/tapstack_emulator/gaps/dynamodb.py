"""DynamoDB: one call at a time, so that conditions and transactions hold under parallel callers."""
from __future__ import annotations

import threading
from typing import Any

from moto.dynamodb.models.table import StreamRecord
from moto.dynamodb.responses import DynamoHandler

from ..emulator import Emulator
from ..extending import add, wrap
from ..journal import tables

# moto checks a condition and then writes; a second thread must not come between.
LOCK = threading.RLock()


def close(emulator: Emulator) -> None:
    def one_at_a_time(original: Any, self: DynamoHandler) -> Any:
        with LOCK:
            return original(self)

    def __deepcopy__(self: StreamRecord, memo: dict) -> StreamRecord:
        return self  # never changes; moto copies a table, stream and all, at every transaction

    wrap(DynamoHandler, "call_action", one_at_a_time)
    add(StreamRecord, __deepcopy__)
    tables.watch(emulator.journal)
