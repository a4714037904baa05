"""What was asked of IAM and what the answer was: in memory, counted, without any request's content."""
from __future__ import annotations

import threading
from collections import OrderedDict
from typing import List, Tuple

MOST = 20_000  # object keys are without end; the oldest entries go first

Entry = Tuple[str, str, str, bool]  # principal, action, resource, allowed


class Calls:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: "OrderedDict[Entry, int]" = OrderedDict()

    def add(self, principal: str, action: str, resource: str, allowed: bool) -> None:
        entry = (principal, action, resource, allowed)
        with self._lock:
            self._counts[entry] = self._counts.pop(entry, 0) + 1
            if len(self._counts) > MOST:
                self._counts.popitem(last=False)

    def of(self, principal_prefix: str) -> List[dict]:
        with self._lock:
            entries = sorted(self._counts.items())
        return [{"principal": principal, "action": action, "resource": resource, "allowed": allowed, "count": count}
                for (principal, action, resource, allowed), count in entries
                if principal.startswith(principal_prefix)]
