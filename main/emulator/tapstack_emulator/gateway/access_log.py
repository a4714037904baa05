"""One line a request, in the stage's format, to the stage's log group."""
from __future__ import annotations

import threading
import time
from typing import Any, Dict, Optional, Tuple

from moto.logs.models import logs_backends

from ..emulator import log
from .context import RequestContext


class AccessLog:
    def __init__(self) -> None:
        self._streams: Dict[Tuple[str, str], int] = {}
        self._lock = threading.Lock()

    def write(self, settings: Optional[Dict[str, Any]], context: RequestContext) -> None:
        if not settings or not settings.get("destinationArn") or not settings.get("format"):
            return
        _, _, service, region, account_id, name = settings["destinationArn"].split(":", 5)
        if service != "logs":
            log.warning("access logs to %s are not emulated", settings["destinationArn"])
            return
        backend = logs_backends[account_id][region]
        group = name.split(":")[1]
        if group not in backend.groups:
            return  # as with AWS, a missing group loses lines and fails no request
        with self._lock:
            if context.api_id not in backend.groups[group].streams:
                backend.create_log_stream(group, context.api_id)
            backend.put_log_events(group, context.api_id, [
                {"timestamp": int(time.time() * 1000), "message": context.fill(settings["format"])}])
