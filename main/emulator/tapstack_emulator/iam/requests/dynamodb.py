"""DynamoDB: transactions and batches ask for each item's action and table, reads of an index for the index."""
from __future__ import annotations

from typing import List, Optional

from .ask import Ask
from .call import Call

ITEM_ACTIONS = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "Get": "GetItem",
                "ConditionCheck": "ConditionCheckItem"}


def asks(call: Call) -> Optional[List[Ask]]:
    if call.operation in ("TransactWriteItems", "TransactGetItems"):
        return [Ask(f"dynamodb:{ITEM_ACTIONS[kind]}", _table(call, item["TableName"]))
                for entry in call.params["TransactItems"] for kind, item in entry.items()]
    if call.operation in ("BatchGetItem", "BatchWriteItem"):
        return [Ask(f"dynamodb:{call.operation}", _table(call, name)) for name in call.params["RequestItems"]]
    table, index = call.value("TableName"), call.value("IndexName")
    if table and (index or table.startswith("arn:")):
        return [Ask(f"dynamodb:{call.operation}", _table(call, table) + (f"/index/{index}" if index else ""))]
    stream = call.value("StreamArn")
    return [Ask(f"dynamodb:{call.operation}", stream)] if stream else None


def _table(call: Call, name: str) -> str:
    return call.arn("dynamodb", f"table/{name.split('table/')[-1]}")
