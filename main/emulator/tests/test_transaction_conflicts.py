import threading
import unittest
from types import SimpleNamespace

from moto.dynamodb.exceptions import TransactionCanceledException

from tapstack_emulator.gaps.dynamodb_conflicts import Conflicts, SingleConflict, _single, _transaction

from .running import shared

TABLE = SimpleNamespace(hash_key_attr="id", range_key_attr=None)


class Handler:
    """A request as moto has it."""

    region = "us-east-1"
    dynamodb_backend = SimpleNamespace(tables={"t": TABLE})

    def __init__(self, operation, **parameters):
        self.operation, self.params = operation, parameters

    def _get_action(self):
        return self.operation


def written(*ids):
    return Handler("TransactWriteItems", TransactItems=[
        {"Put": {"TableName": "t", "Item": {"id": {"S": each}, "more": {"N": "1"}}}} for each in ids])


def read(*ids):
    return Handler("TransactGetItems", TransactItems=[{"Get": {"TableName": "t", "Key": {"id": {"S": each}}}}
                                                      for each in ids])


def single(operation, key):
    return Handler(operation, TableName="arn:aws:dynamodb:us-east-1:123456789012:table/t", Key={"id": {"S": key}})


class TransactionConflictsTest(unittest.TestCase):
    """amazondynamodb/latest/developerguide/transaction-apis.html, transaction conflict handling."""

    def setUp(self):
        self.conflicts = Conflicts()

    def reasons(self, handler):
        with self.conflicts.during(handler):
            try:
                return _transaction(lambda _: "done", handler)
            except TransactionCanceledException as refused:
                return str(refused.description)

    def answer(self, handler):
        with self.conflicts.during(handler):
            return _single(lambda _: "done", handler)

    def test_a_transaction_on_an_item_of_another_is_cancelled_with_a_reason_for_each_item(self):
        with self.conflicts.during(written("a", "b")):
            refused = self.reasons(written("c", "b"))
            self.assertIn('[{"Code": "None"}, {"Code": "TransactionConflict", "Message": "Transaction is ongoing', refused)
            self.assertIn("TransactionConflict", self.reasons(read("b")))
            self.assertEqual("done", self.reasons(written("c")))

    def test_a_single_write_of_an_item_of_a_transaction_is_refused(self):
        with self.conflicts.during(written("a")):
            for operation in ("UpdateItem", "DeleteItem"):
                with self.assertRaises(SingleConflict):
                    self.answer(single(operation, "a"))
            self.assertEqual("done", self.answer(single("UpdateItem", "b")))
            self.assertEqual("done", self.answer(single("GetItem", "a")))

    def test_a_transaction_that_is_over_blocks_no_other(self):
        with self.conflicts.during(written("a")):
            self.reasons(written("a"))
        self.assertEqual("done", self.reasons(written("a")))
        self.assertEqual("done", self.answer(single("UpdateItem", "a")))

    def test_single_writes_and_reads_block_no_transaction(self):
        with self.conflicts.during(single("UpdateItem", "a")), self.conflicts.during(read("a")):
            self.assertEqual("done", self.reasons(written("a")))


class ServedConflictsTest(unittest.TestCase):
    def test_parallel_transactions_on_one_item_lose_no_update(self):
        emulator = shared()
        emulator.client("dynamodb").create_table(
            TableName="t", KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}], BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}])
        stored, refused = [], []

        def add():
            client = emulator.client("dynamodb")
            for _ in range(20):
                try:
                    client.transact_write_items(TransactItems=[{"Update": {
                        "TableName": "t", "Key": {"id": {"S": "a"}}, "UpdateExpression": "ADD amount :one",
                        "ExpressionAttributeValues": {":one": {"N": "1"}}}}])
                    stored.append(1)
                except client.exceptions.TransactionCanceledException as cancelled:
                    refused.append(cancelled.response["CancellationReasons"][0]["Code"])

        threads = [threading.Thread(target=add) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        item = emulator.client("dynamodb").get_item(TableName="t", Key={"id": {"S": "a"}})["Item"]
        self.assertEqual(len(stored), int(item["amount"]["N"]))
        self.assertEqual(80, len(stored) + len(refused))
        self.assertLessEqual(set(refused), {"TransactionConflict"})


if __name__ == "__main__":
    unittest.main()
