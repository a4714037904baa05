"""An event source mapping's filter criteria: patterns as EventBridge's."""
from __future__ import annotations

import json
from typing import Optional

from ..eventbridge.patterns import matches


def wanted(criteria: Optional[dict], record: dict) -> bool:
    """A record is wanted when there is no filter or when one of the filters matches."""
    filters = (criteria or {}).get("Filters") or []
    return not filters or any(matches(json.loads(entry.get("Pattern") or "{}"), record) for entry in filters)
