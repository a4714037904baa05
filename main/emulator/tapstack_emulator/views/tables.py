"""POST /_tapstack/tables/TABLE/expire?until=SECONDS: DynamoDB's time to live, now."""
from __future__ import annotations

import time
from typing import Any, Dict, List

from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.table import Table

from .. import ACCOUNT_ID
from ..emulator import Emulator
from ..gaps.dynamodb import LOCK
from ..gaps.dynamodb_expiry import expire as expire_items
from .problem import Problem


def expire(_: Emulator, parts: List[str], query: Dict[str, str], __: Any) -> dict:
    unknown = set(query) - {"until"}
    if unknown:
        raise Problem(400, f"unknown parameters: {', '.join(sorted(unknown))}")
    until = query.get("until")
    if until is not None and not until.isdecimal():
        raise Problem(400, f"until must be seconds since 1970, got {until}")
    with LOCK:
        table = _table(parts[0])
        if table.ttl.get("TimeToLiveStatus") != "ENABLED":
            raise Problem(409, f"table {table.name} has no time to live")
        return {"expired": expire_items(table, time.time() if until is None else int(until))}


def _table(name: str) -> Table:
    tables = {table.name: table for backend in list(dict.values(dynamodb_backends[ACCOUNT_ID]))
              for table in backend.tables.values()}
    if name not in tables:
        raise Problem(404, f"no table {name}; there are: {', '.join(sorted(tables)) or 'none'}")
    return tables[name]
