import copy
import unittest
from unittest.mock import patch

from moto.dynamodb.exceptions import TransactionCanceledException
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.table import Table

from tapstack_emulator.gaps import dynamodb_speed

SCHEMA = [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}]
NEVER = {"ConditionExpression": "attribute_not_exists(id)"}


def setUpModule():
    dynamodb_speed.install()


def key(name, at="1"):
    return {"id": {"S": name}, "at": {"N": at}}


def put(name, **more):
    return {"Put": {"TableName": "payments", "Item": {**key(name), "amount": {"N": "1"}}, **more}}


class TransactionsTest(unittest.TestCase):
    def setUp(self):
        self.backend = DynamoDBBackend("us-east-1", "123456789012")
        self.backend.create_table(
            "payments", SCHEMA, throughput=None, indexes=[], global_indexes=[], billing_mode="PAY_PER_REQUEST",
            attr=[{"AttributeName": "id", "AttributeType": "S"}, {"AttributeName": "at", "AttributeType": "N"}],
            streams={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}, sse_specification=None, tags=[],
            deletion_protection_enabled=None, warm_throughput=None)
        for name in ("changed", "deleted", "other"):
            self.backend.put_item("payments", {**key(name), "amount": {"N": "1"}})

    def table(self):
        return self.backend.get_table("payments")

    def amounts(self):
        return {item.attrs["id"].value: item.attrs["amount"].value for item in self.table().all_items()}

    def transact(self, last):
        self.backend.transact_write_items([
            put("new"),
            {"Delete": {"TableName": "payments", "Key": key("deleted")}},
            {"Update": {"TableName": "payments", "Key": key("changed"), "UpdateExpression": "SET amount = :two",
                        "ExpressionAttributeValues": {":two": {"N": "2"}}}},
            last])

    def test_a_transaction_that_fails_leaves_everything_as_it_was(self):
        before, records = self.amounts(), len(self.table().stream_shard.items)
        with self.assertRaises(TransactionCanceledException):
            self.transact(put("other", **NEVER))
        self.assertEqual(before, self.amounts())
        self.assertEqual(records, len(self.table().stream_shard.items))

    def test_a_transaction_that_holds_writes_everything(self):
        self.transact(put("last", **NEVER))
        self.assertEqual({"changed": "2", "other": "1", "new": "1", "last": "1"}, self.amounts())
        self.assertEqual(3 + 4, len(self.table().stream_shard.items))

    def test_what_a_transaction_does_not_write_is_not_copied(self):
        self.backend.put_item("payments", key("apart"))
        apart = next(item for item in self.table().all_items() if item.attrs["id"].value == "apart")
        with self.assertRaises(TransactionCanceledException):
            self.transact(put("other", **NEVER))
        self.assertIn(id(apart), [id(item) for item in self.table().all_items()])

    def test_after_a_failed_transaction_the_next_changes_the_table_that_is_seen(self):
        with self.assertRaises(TransactionCanceledException):
            self.transact(put("other", **NEVER))
        self.transact(put("last", **NEVER))
        self.assertEqual("2", self.amounts()["changed"])

    def query(self, name, **more):
        return [item.attrs["id"].value for item in self.backend.query(
            "payments", {"S": name}, range_comparison=None, range_value_dicts=[], limit=10, exclusive_start_key=None,
            scan_index_forward=True, projection_expressions=None, **more)[0]]

    def test_a_query_looks_at_its_partition_only(self):
        looked_at = []
        original = Table.all_items
        with patch.object(Table, "all_items", lambda table: looked_at.append(original(table)) or looked_at[-1]):
            self.assertEqual(["other"], self.query("other"))
            self.assertEqual([], self.query("nothing"))
        self.assertEqual(1, len(looked_at[0]))

    def test_a_copy_outside_of_transactions_is_whole(self):
        copied = copy.deepcopy(self.table())
        self.transact(put("last", **NEVER))
        self.assertEqual({"changed": "1", "deleted": "1", "other": "1"},
                         {item.attrs["id"].value: item.attrs["amount"].value for item in copied.all_items()})


if __name__ == "__main__":
    unittest.main()
