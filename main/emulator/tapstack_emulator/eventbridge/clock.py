"""Fires rules and schedules when their time comes; only where the emulator was asked to."""
from __future__ import annotations

import datetime
import threading
import time
import zoneinfo
from typing import Any, Dict, Optional

from moto.events.models import Rule

from ..emulator import Emulator, log
from . import firing
from .schedules import Unreadable, next_after

STEP_SECONDS = 1


class Clock:
    def __init__(self, emulator: Emulator):
        self._emulator = emulator
        self._seen: Dict[str, datetime.datetime] = {}  # ARN -> when it was first seen

    def start(self) -> None:
        threading.Thread(target=self._run, name="schedules", daemon=True).start()

    def _run(self) -> None:
        last = _now()
        while True:
            time.sleep(STEP_SECONDS)
            now = _now()
            try:
                self.tick(last, now)
            except Exception:
                log.exception("schedules")
            last = now

    def tick(self, last: datetime.datetime, now: datetime.datetime) -> None:
        """Fires what was due after `last` and not after `now`."""
        for found in list(firing.all_rules().values()):
            expression = found.scheduled_expression if isinstance(found, Rule) else found.schedule_expression
            if expression and found.state != "DISABLED" and self._is_due(found, expression, last, now):
                deliveries = (firing.fire_rule(self._emulator, found, None) if isinstance(found, Rule)
                              else firing.fire_schedule(self._emulator, found))
                log.info("fired %s: %s", found.arn, deliveries)

    def _is_due(self, found: Any, expression: str, last: datetime.datetime, now: datetime.datetime) -> bool:
        zone = zoneinfo.ZoneInfo(getattr(found, "schedule_expression_timezone", "UTC"))
        created = self._seen.setdefault(found.arn, last)
        try:
            due: Optional[datetime.datetime] = next_after(expression, last.astimezone(zone), created.astimezone(zone))
        except Unreadable as problem:
            log.warning("%s never fires: %s is not emulated", found.arn, problem)
            return False
        return due is not None and due <= now


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)
