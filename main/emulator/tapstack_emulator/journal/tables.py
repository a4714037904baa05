"""Journal entries of DynamoDB: the records of tables' streams."""
from __future__ import annotations

import threading
from typing import Any, List, Optional

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.table import StreamShard

from ..extending import after, wrap
from .journal import Journal


class _Transaction(threading.local):
    """What the thread's open transaction wrote: told when it holds, forgotten when it is rolled back."""

    records: Optional[List[tuple]] = None


def watch(journal: Journal) -> None:
    transaction = _Transaction()

    def added(self: StreamShard, *_: Any) -> None:
        entry = (self.table.name, self.items[-1])
        if transaction.records is None:
            _tell(journal, *entry)
        else:
            transaction.records.append(entry)

    def transacted(original: Any, self: DynamoDBBackend, transact_items: list) -> None:
        transaction.records = []
        try:
            original(self, transact_items)
            for entry in transaction.records:
                _tell(journal, *entry)
        finally:
            transaction.records = None

    after(StreamShard, "add", added)
    wrap(DynamoDBBackend, "transact_write_items", transacted)


def _tell(journal: Journal, table: str, item: Any) -> None:
    record = item.to_json()
    change = record["dynamodb"]
    keys = ", ".join(str(value) for key in change["Keys"].values() for value in key.values())
    detail = {name: change[name] for name in ("Keys", "OldImage", "NewImage", "SequenceNumber") if name in change}
    journal.record("table", table, f"{record['eventName']} {keys}", detail)
