"""An event source mapping's filter criteria, with moto's own matcher of EventBridge patterns."""
from __future__ import annotations

import json
from typing import Optional

from moto.events.models import EventPattern


def wanted(criteria: Optional[dict], record: dict) -> bool:
    """A record is wanted when there is no filter or when one of the filters matches."""
    filters = (criteria or {}).get("Filters") or []
    return not filters or any(_matches(entry.get("Pattern") or "{}", record) for entry in filters)


def _matches(pattern: str, record: dict) -> bool:
    return EventPattern(pattern, json.loads(pattern)).matches_event(record)
