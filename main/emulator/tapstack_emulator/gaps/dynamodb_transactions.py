"""Transactions that cost what they write, not what their tables hold.

moto copies every table of a transaction whole, to put the copy in its place should the transaction fail: with some
thousand items that takes longer than everything else. Here the copy shares what the transaction cannot change.
"""
from __future__ import annotations

import copy
from typing import Any, List, Optional

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import StreamRecord, Table

from ..extending import wrap


class Backups:
    """Takes the copies; one transaction runs at a time."""

    def __init__(self) -> None:
        self._running: Optional[List[dict]] = None  # the operations of the transaction

    def during(self, original: Any, backend: DynamoDBBackend, operations: List[dict]) -> None:
        self._running = operations
        try:
            original(backend, operations)
        finally:
            self._running = None

    def copy_of(self, table: Table, memo: dict) -> Table:
        return _whole(table, memo) if self._running is None else _around(table, self._running)


def install() -> None:
    backups = Backups()

    Table.__deepcopy__ = lambda table, memo: backups.copy_of(table, memo)
    StreamRecord.__deepcopy__ = lambda record, memo: record  # never changes
    wrap(DynamoDBBackend, "transact_write_items", backups.during)


def _whole(table: Table, memo: dict) -> Table:
    made = memo[id(table)] = Table.__new__(type(table))
    made.__dict__.update({name: copy.deepcopy(value, memo) for name, value in vars(table).items()})
    return made


def _around(table: Table, operations: List[dict]) -> Table:
    """A copy of its own where these operations write."""
    made = copy.copy(table)
    made.items = copy.copy(table.items)
    for operation in operations:
        for asked in operation.values():
            if asked.get("TableName") == table.name:
                _copy_item(table, made, asked.get("Key") or asked.get("Item") or {})
    if table.stream_shard is not None:
        made.stream_shard = copy.copy(table.stream_shard)
        made.stream_shard.table = made
        made.stream_shard.items = list(table.stream_shard.items)
    return made


def _copy_item(table: Table, made: Table, key: dict) -> None:
    if table.hash_key_attr not in key:
        return  # the operation itself will be refused
    hash_value = DynamoType(key[table.hash_key_attr])
    if hash_value not in table.items:
        return
    found = table.items[hash_value]
    if not table.has_range_key:
        made.items[hash_value] = copy.deepcopy(found)
        return
    made.items[hash_value] = dict(found)
    if table.range_key_attr in key:
        range_value = DynamoType(key[table.range_key_attr])
        if range_value in found:
            made.items[hash_value][range_value] = copy.deepcopy(found[range_value])
