"""Writes lines into a log group, one stream for each writer."""
from __future__ import annotations

import threading
import time
from typing import List

from moto.logs.models import LogsBackend


class LogLines:
    def __init__(self) -> None:
        self._lock = threading.Lock()

    def write(self, backend: LogsBackend, group: str, stream: str, lines: List[str]) -> None:
        now = int(time.time() * 1000)
        with self._lock:
            if stream not in backend.groups[group].streams:
                backend.create_log_stream(group, stream)
            backend.put_log_events(group, stream, [{"timestamp": now, "message": line} for line in lines])
