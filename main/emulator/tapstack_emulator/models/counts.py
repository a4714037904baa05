"""How many requests were checked against the models, and what was wrong with the others: in memory, without contents."""
from __future__ import annotations

import threading
from collections import Counter
from typing import Any, Dict, Tuple

MOST = 1_000  # different ones of each kind


class Counts:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.checked = 0
        self._refused: "Counter[Tuple[str, ...]]" = Counter()
        self._unknown: "Counter[Tuple[str, ...]]" = Counter()
        self._unchecked: "Counter[Tuple[str, ...]]" = Counter()

    def check(self) -> None:
        with self._lock:
            self.checked += 1

    def refuse(self, operation: str, code: str, member: str, constraint: str) -> None:
        self._add(self._refused, operation, code, member, constraint)

    def ignore(self, operation: str, member: str) -> None:
        """A member that the model does not have, in a protocol where AWS reads over it."""
        self._add(self._unknown, operation, member)

    def skip(self, service: str, reason: str) -> None:
        self._add(self._unchecked, service, reason)

    def _add(self, counter: "Counter[Tuple[str, ...]]", *entry: str) -> None:
        with self._lock:
            if entry in counter or len(counter) < MOST:
                counter[entry] += 1

    def view(self) -> Dict[str, Any]:
        with self._lock:
            return {"checked": self.checked,
                    "refused": _lines(self._refused, "operation", "code", "member", "constraint"),
                    "unknown": _lines(self._unknown, "operation", "member"),
                    "unchecked": _lines(self._unchecked, "service", "reason")}

    def __str__(self) -> str:
        return f"checked {self.checked} requests against AWS's models, refused {sum(self._refused.values())}"


def _lines(counter: "Counter[Tuple[str, ...]]", *names: str) -> list:
    return [{**dict(zip(names, entry)), "count": count} for entry, count in sorted(counter.items())]
