"""GET /_tapstack/events?after=&limit=&kind=&source=&wait=: the journal."""
from __future__ import annotations

from typing import Dict, List

from ..emulator import Emulator
from ..journal.journal import KINDS
from .problem import Problem

LONGEST_WAIT_SECONDS = 20
MAX_LIMIT = 1_000
DEFAULT_LIMIT = 100


def show(emulator: Emulator, _: List[str], query: Dict[str, str], __: object) -> dict:
    unknown = set(query) - {"after", "limit", "kind", "source", "wait"}
    if unknown:
        raise Problem(400, f"unknown parameters: {', '.join(sorted(unknown))}")
    kind = query.get("kind")
    if kind not in (None, *KINDS):
        raise Problem(400, f"kind must be one of {', '.join(KINDS)}, got {kind}")
    after = _number(query, "after", 0, None) if "after" in query else None
    limit = _number(query, "limit", 1, MAX_LIMIT) if "limit" in query else DEFAULT_LIMIT
    wait = _number(query, "wait", 0, LONGEST_WAIT_SECONDS) if "wait" in query else 0
    found, last = emulator.journal.read(after, limit, kind, query.get("source"), wait)
    return {"events": [entry.view() for entry in found], "next": last}


def _number(query: Dict[str, str], name: str, least: int, most: "int | None") -> int:
    allowed = f"{least} or more" if most is None else f"{least}..{most}"
    if not query[name].isdecimal() or int(query[name]) < least or (most is not None and int(query[name]) > most):
        raise Problem(400, f"{name} must be a number, {allowed}, got {query[name]}")
    return int(query[name])
