"""The lines Lambda itself writes around an invocation, and the way of all lines to CloudWatch Logs."""
from __future__ import annotations

import datetime
import json
import time
import uuid
from typing import List

from .launch import FunctionSpec

QUIET_LEVELS = ("WARN", "ERROR", "FATAL")


def stream_name(version: str) -> str:
    return f"{datetime.datetime.now(datetime.timezone.utc):%Y/%m/%d}/[{version}]{uuid.uuid4().hex}"


def _event(kind: str, record: dict, milliseconds_ago: float = 0) -> str:
    moment = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(milliseconds=milliseconds_ago)
    time_text = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps({"time": time_text, "type": f"platform.{kind}", "record": record})


def around(spec: FunctionSpec, request_id: str, lines: List[str], milliseconds: float, init_milliseconds: float,
           status: str) -> List[str]:
    """An invocation's own lines between START and END/REPORT, in the function's log format."""
    if spec.log_format == "JSON":
        if spec.system_log_level in QUIET_LEVELS:
            return lines
        metrics = {"durationMs": round(milliseconds, 3), "billedDurationMs": int(milliseconds) + 1,
                   "memorySizeMB": spec.memory_mb}
        if init_milliseconds:
            metrics["initDurationMs"] = round(init_milliseconds, 3)
        return [_event("start", {"requestId": request_id, "version": spec.version}, milliseconds), *lines,
                _event("report", {"requestId": request_id, "metrics": metrics, "status": status})]
    report = (f"REPORT RequestId: {request_id}\tDuration: {milliseconds:.2f} ms\t"
              f"Billed Duration: {int(milliseconds) + 1} ms\tMemory Size: {spec.memory_mb} MB")
    if init_milliseconds:
        report += f"\tInit Duration: {init_milliseconds:.2f} ms"
    if status != "success":
        report += f"\tStatus: {status}"
    return [f"START RequestId: {request_id} Version: {spec.version}", *lines, f"END RequestId: {request_id}", report]


class LogWriter:
    """Writes the lines of one process to its log stream."""

    def __init__(self, spec: FunctionSpec):
        self.group, self.stream = spec.log_group, stream_name(spec.version)
        self._account, self._region, self._created = spec.account_id, spec.region, False

    def write(self, lines: List[str]) -> None:
        from moto.logs.models import logs_backends

        lines = [line for line in lines if line]
        if not lines:
            return
        backend = logs_backends[self._account][self._region]
        backend.ensure_log_group(self.group)
        if not self._created or self.stream not in backend.groups[self.group].streams:
            backend.create_log_stream(self.group, self.stream)
            self._created = True
        now = int(time.time() * 1000)
        backend.put_log_events(self.group, self.stream, [{"timestamp": now, "message": line} for line in lines])
