"""When a schedule's time comes: rate(…), cron(…) and at(…), without a clock of its own."""
from __future__ import annotations

import calendar
import datetime
import re
from typing import Dict, FrozenSet, Optional, Set

RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
CRON = re.compile(r"cron\((.+)\)")
AT = re.compile(r"at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)")
SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
MONTHS = {name.upper(): number for number, name in enumerate(calendar.month_abbr) if name}
WEEKDAYS = {name: number for number, name in enumerate(("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"), start=1)}
FARTHEST = datetime.timedelta(days=366 * 5)
MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)


class Unreadable(Exception):
    """The expression is none, or one that is not emulated."""


def next_after(expression: str, moment: datetime.datetime, created: datetime.datetime) -> Optional[datetime.datetime]:
    """The first time after a moment, None when there is none; a rate counts from the schedule's creation."""
    rate, at, cron = RATE.fullmatch(expression), AT.fullmatch(expression), CRON.fullmatch(expression)
    if rate:
        step = int(rate.group(1)) * SECONDS[rate.group(2)]
        return created + datetime.timedelta(seconds=step * (int((moment - created).total_seconds() // step) + 1))
    if at:
        time = datetime.datetime.fromisoformat(at.group(1)).replace(tzinfo=moment.tzinfo)
        return time if time > moment else None
    if cron:
        return _Cron(cron.group(1)).next_after(moment)
    raise Unreadable(expression)


class _Cron:
    """AWS's six fields: minutes, hours, day of month, month, day of week, year."""

    def __init__(self, fields: str):
        parts = fields.upper().split()
        if len(parts) != 6 or (parts[2] == "?") == (parts[4] == "?"):
            raise Unreadable(f"cron({fields})")
        self.minutes, self.hours = _values(parts[0], 0, 59), _values(parts[1], 0, 23)
        self.months, self.years = _values(parts[3], 1, 12, MONTHS), _values(parts[5], 1970, 2199)
        self.days = None if parts[2] == "?" else parts[2] if parts[2] == "L" else _values(parts[2], 1, 31)
        self.weekdays = None if parts[4] == "?" else _values(parts[4], 1, 7, WEEKDAYS)

    def next_after(self, moment: datetime.datetime) -> Optional[datetime.datetime]:
        time = moment.replace(second=0, microsecond=0) + MINUTE
        while time < moment + FARTHEST:
            if not self._has_day(time):
                time = time.replace(hour=0, minute=0) + DAY
            elif time.hour not in self.hours:
                time = time.replace(minute=0) + datetime.timedelta(hours=1)
            elif time.minute not in self.minutes:
                time += MINUTE
            else:
                return time
        return None

    def _has_day(self, time: datetime.datetime) -> bool:
        if time.year not in self.years or time.month not in self.months:
            return False
        if self.days == "L":
            return time.day == calendar.monthrange(time.year, time.month)[1]
        if self.days is not None:
            return time.day in self.days
        return time.isoweekday() % 7 + 1 in self.weekdays


def _values(field: str, least: int, most: int, names: Optional[Dict[str, int]] = None) -> FrozenSet[int]:
    found: Set[int] = set()
    numbers = {**{str(number): number for number in range(least, most + 1)}, **(names or {}), "*": least}
    for part in field.split(","):
        span, _, step = part.partition("/")
        begin, _, end = span.partition("-")
        if begin not in numbers or end and end not in numbers or step and not step.isdecimal():
            raise Unreadable(field)
        first = numbers[begin]
        last = numbers[end] if end else most if begin == "*" or step else first
        if last < first or step == "0":
            raise Unreadable(field)
        found.update(range(first, last + 1, int(step or 1)))
    return frozenset(found)
