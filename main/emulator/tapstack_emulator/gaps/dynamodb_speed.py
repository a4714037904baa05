"""Transactions and queries that cost what they touch, not what their tables hold.

moto copies every table of a transaction whole, to put the copy in its place should the transaction fail, and looks at
every item for a query of one partition: with some thousand items that takes longer than everything else. Here the copy
shares what the transaction cannot change, and a query sees its partition only.
"""
from __future__ import annotations

import copy
from typing import Any, List, Optional

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import StreamRecord, Table

from ..extending import wrap

INDEX_NAME = 6  # its place among the arguments of a query, after the hash key


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
    wrap(Table, "query", _query)


def _query(original: Any, table: Table, hash_key: Optional[DynamoType], *arguments: Any, **named: Any) -> Any:
    index = named.get("index_name") or (arguments[INDEX_NAME] if len(arguments) > INDEX_NAME else None)
    if index or hash_key not in table.items:
        return original(table, hash_key, *arguments, **named)
    partition = copy.copy(table)
    partition.items = {hash_key: table.items[hash_key]}
    return original(partition, hash_key, *arguments, **named)


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
