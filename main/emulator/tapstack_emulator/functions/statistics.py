"""What became of each function's invocations, counted."""
from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Dict

from .pool import FunctionName


@dataclass
class Counts:
    invocations: int = 0
    errors: int = 0
    throttles: int = 0
    cold_starts: int = 0


class Statistics:
    def __init__(self) -> None:
        self._counts: "Dict[FunctionName, Counts]" = defaultdict(Counts)
        self._lock = threading.Lock()

    def of(self, name: FunctionName) -> Counts:
        with self._lock:
            return replace(self._counts[name])

    def invoked(self, name: FunctionName, failed: bool) -> None:
        with self._lock:
            self._counts[name].invocations += 1
            self._counts[name].errors += failed

    def throttled(self, name: FunctionName) -> None:
        with self._lock:
            self._counts[name].throttles += 1

    def started_cold(self, name: FunctionName) -> None:
        with self._lock:
            self._counts[name].cold_starts += 1

    def forget(self) -> None:
        with self._lock:
            self._counts.clear()
