"""Transactions exclude each other item by item, and single writes: what comes while one is under way is refused.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
"""
from __future__ import annotations

import json
import threading
from collections import Counter
from contextlib import contextmanager
from typing import Any, Iterator, List, Optional

from moto.dynamodb.exceptions import DynamodbException, TransactionCanceledException
from moto.dynamodb.responses import DynamoHandler

from ..extending import wrap

CODE, MESSAGE = "TransactionConflict", "Transaction is ongoing for the item"
SINGLE = ("put_item", "update_item", "delete_item")
TRANSACTIONS = ("transact_write_items", "transact_get_items")


class SingleConflict(DynamodbException):
    def __init__(self) -> None:
        super().__init__("com.amazonaws.dynamodb.v20120810#TransactionConflictException", MESSAGE)


class Conflicts:
    """The items of the transactions that are under way: from their arrival, before they wait for their turn."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ongoing: "Counter[str]" = Counter()

    @contextmanager
    def during(self, handler: DynamoHandler) -> Iterator[None]:
        """Marks what the request meets, and for its time what it holds."""
        operation, items = _items(handler)
        held = [item for item in items if item] if operation == "TransactWriteItems" else []
        with self._lock:
            handler.met = [bool(item and self._ongoing[item]) for item in items]
            self._ongoing.update(held)
        try:
            yield
        finally:
            with self._lock:
                self._ongoing.subtract(held)
                self._ongoing += Counter()  # forgets what is at nought


def install() -> None:
    for name in SINGLE:
        wrap(DynamoHandler, name, _single)
    for name in TRANSACTIONS:
        wrap(DynamoHandler, name, _transaction)


def _single(original: Any, self: DynamoHandler) -> Any:
    if any(self.met):
        raise SingleConflict()
    return original(self)


def _transaction(original: Any, self: DynamoHandler) -> Any:
    if any(self.met):
        raise TransactionCanceledException([(CODE, MESSAGE, None) if each else (None, None, None) for each in self.met])
    return original(self)


def _items(handler: DynamoHandler) -> "tuple[str, List[Optional[str]]]":
    """The operation, and the items that it is about in the order of the request."""
    operation, parameters = handler._get_action(), getattr(handler, "params", None) or {}
    if operation in ("TransactWriteItems", "TransactGetItems"):
        entries = [next(iter(entry.values())) for entry in parameters.get("TransactItems") or () if entry]
    else:
        entries = [parameters] if operation in ("PutItem", "UpdateItem", "DeleteItem") else []
    return operation, [_item(handler, entry) for entry in entries]


def _item(handler: DynamoHandler, entry: dict) -> Optional[str]:
    name = str(entry.get("TableName", "")).split("table/")[-1]
    table = handler.dynamodb_backend.tables.get(name)
    if table is None:
        return None  # of a table that does not exist
    given = entry.get("Key") or entry.get("Item") or {}
    key = {attribute: given.get(attribute) for attribute in (table.hash_key_attr, table.range_key_attr) if attribute}
    return json.dumps([handler.region, name, key], sort_keys=True, default=str)
