"""Time to live: what its time is over for is deleted as DynamoDB does it, but when asked to and not some day."""
from __future__ import annotations

from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

# In the records of the table's stream, as the Streams API spells it.
DELETED_BY_DYNAMODB = {"Type": "Service", "PrincipalId": "dynamodb.amazonaws.com"}


def expire(table: Table, until: float) -> int:
    """Deletes the items that expire at `until` (seconds since 1970) or before, and tells how many. The caller holds the lock."""
    due = [item for item in table.all_items() if _expires(item, table.ttl["AttributeName"], until)]
    for item in due:
        table.delete_item(item.hash_key, item.range_key)
        if table.stream_shard is not None:
            table.stream_shard.items[-1].record["userIdentity"] = DELETED_BY_DYNAMODB
    return len(due)


def _expires(item: Item, attribute: str, until: float) -> bool:
    """Only a number counts as a time."""
    time: DynamoType = item.attrs.get(attribute)
    return time is not None and time.is_number() and float(time.value) <= until
