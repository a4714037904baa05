"""What AWS's services tell the default bus of a region, in the same way as PutEvents."""
from __future__ import annotations

import json
from typing import Any, Dict, List, Optional

from moto.events.models import events_backends

from .. import ACCOUNT_ID


def announce(region: str, source: str, detail_type: str, detail: Dict[str, Any],
             resources: Optional[List[str]] = None) -> None:
    """Rules are matched before this returns, their targets are reached afterwards."""
    events_backends[ACCOUNT_ID][region].put_events([{
        "Source": source, "DetailType": detail_type, "Detail": json.dumps(detail), "Resources": resources or []}])
