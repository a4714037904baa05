"""The journal: numbered entries, the oldest forgotten, readers that may wait for the next one."""
from __future__ import annotations

import datetime
import itertools
import threading
import time
from collections import deque
from dataclasses import dataclass
from typing import Any, Deque, List, Optional, Tuple

KINDS = ("table", "queue", "topic", "bus", "function", "api", "edge", "email")
CAPACITY = 5_000
LONGEST_TEXT = 4_096


@dataclass(frozen=True)
class Entry:
    number: int
    seconds: float
    kind: str
    source: str
    summary: str
    detail: dict

    def view(self) -> dict:
        moment = datetime.datetime.fromtimestamp(self.seconds, datetime.timezone.utc)
        return {"number": self.number, "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "kind": self.kind, "source": self.source, "summary": self.summary, "detail": self.detail}


class Journal:
    def __init__(self, capacity: int = CAPACITY):
        self._entries: "Deque[Entry]" = deque(maxlen=capacity)
        self._last = 0
        self._changed = threading.Condition()

    def record(self, kind: str, source: str, summary: str, detail: dict) -> None:
        with self._changed:
            self._last += 1
            self._entries.append(Entry(self._last, time.time(), kind, source, summary, detail))
            self._changed.notify_all()

    def read(self, after: Optional[int] = None, limit: int = 100, kind: Optional[str] = None,
             source: Optional[str] = None, wait: float = 0) -> Tuple[List[Entry], int]:
        """(entries after a number, the number to go on from); without a number the newest entries.

        Waits up to `wait` seconds while there is nothing to tell.
        """
        until = time.monotonic() + wait
        with self._changed:
            while True:
                found, last = self._select(after, limit, kind, source)
                left = until - time.monotonic()
                if found or left <= 0:
                    return found, last
                after = last
                self._changed.wait(left)

    def _select(self, after: Optional[int], limit: int, kind: Optional[str],
                source: Optional[str]) -> Tuple[List[Entry], int]:
        newer = (entry for entry in reversed(self._entries)) if after is None else self._newer(after)
        wanted = (entry for entry in newer if kind in (None, entry.kind) and source in (None, entry.source))
        found = list(itertools.islice(wanted, limit))
        if after is None:
            return found[::-1], self._last
        return found, found[-1].number if len(found) == limit and found else max(self._last, after)

    def _newer(self, after: int) -> List[Entry]:
        count = min(self._last - after, len(self._entries))
        newest = list(itertools.islice(reversed(self._entries), count)) if count > 0 else []
        return newest[::-1]


def text(value: Any) -> str:
    """A text as the journal keeps it: whole, or its beginning."""
    content = value if isinstance(value, str) else str(value)
    return content if len(content) <= LONGEST_TEXT else content[:LONGEST_TEXT] + "…"
