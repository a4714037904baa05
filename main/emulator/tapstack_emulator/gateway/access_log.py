"""One line a request, in the stage's format, to the stage's log group."""
from __future__ import annotations

from typing import Any, Dict, Optional

from moto.logs.models import logs_backends

from ..emulator import log
from .context import RequestContext
from .log_lines import LogLines


class AccessLog:
    def __init__(self, lines: LogLines):
        self._lines = lines

    def write(self, settings: Optional[Dict[str, Any]], context: RequestContext) -> None:
        if not settings or not settings.get("destinationArn") or not settings.get("format"):
            return
        _, _, service, region, account_id, name = settings["destinationArn"].split(":", 5)
        if service != "logs":
            log.warning("access logs to %s are not emulated", settings["destinationArn"])
            return
        backend = logs_backends[account_id][region]
        group = name.split(":")[1]
        if group in backend.groups:  # as with AWS, a missing group loses lines and fails no request
            self._lines.write(backend, group, context.api_id, [context.fill(settings["format"])])
