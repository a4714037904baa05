"""An event source mapping's filter criteria: patterns as EventBridge's."""
from __future__ import annotations

import json
from typing import Any, List, Optional

from ..eventbridge.patterns import matches


def wanted(criteria: Optional[dict], record: dict) -> bool:
    """A record is wanted when there is no filter or when one of the filters matches."""
    patterns = _patterns(criteria)
    return not patterns or any(matches(pattern, record) for pattern in patterns)


def wanted_message(criteria: Optional[dict], record: dict) -> bool:
    """The same for a queue's message, whose body counts as text, or as the object that it is in JSON."""
    return wanted(criteria, record) or wanted(criteria, {**record, "body": _parsed(record["body"])})


def _patterns(criteria: Optional[dict]) -> List[dict]:
    return [json.loads(entry.get("Pattern") or "{}") for entry in (criteria or {}).get("Filters") or []]


def _parsed(body: str) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body
