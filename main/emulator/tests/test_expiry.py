import json
import time
import unittest

from .functions import zipped
from .running import eventually, shared

HANDLER = """
import json

def handle(event, headers):
    print(json.dumps(event))
"""
IDENTITY = {"type": "Service", "principalId": "dynamodb.amazonaws.com"}
EXPIRED = {"Filters": [{"Pattern": json.dumps({"eventName": ["REMOVE"], "userIdentity": {
    name: [value] for name, value in IDENTITY.items()}})}]}


class ExpiryTest(unittest.TestCase):
    """DynamoDB's time to live, when asked for, over a table whose stream a function reads."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        cls.dynamodb, functions = cls.emulator.client("dynamodb"), cls.emulator.client("lambda")
        role = cls.emulator.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        functions.create_function(FunctionName="expired", Role=role, Runtime="java21", Handler="h",
                                  Code={"ZipFile": zipped(HANDLER)}, Timeout=900)
        functions.create_event_source_mapping(
            EventSourceArn=cls.make("points"), FunctionName="expired", StartingPosition="TRIM_HORIZON",
            FilterCriteria=EXPIRED)
        cls.dynamodb.update_time_to_live(
            TableName="points", TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires"})
        cls.make("forever")

    @classmethod
    def make(cls, name):
        return cls.dynamodb.create_table(
            TableName=name, BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        )["TableDescription"]["LatestStreamArn"]

    def put(self, name, **attributes):
        self.dynamodb.put_item(TableName="points", Item={"id": {"S": name}, **attributes})

    def ask(self, path):
        """(status, answer)"""
        return self.emulator.as_root("POST", f"/_tapstack/tables/{path}")

    def left(self):
        return {item["id"]["S"] for item in self.dynamodb.scan(TableName="points")["Items"]}

    def told(self):
        """What the function got, by the id of what was deleted."""
        records = [record for event in self.emulator.printed("expired") for record in event["Records"]]
        return {record["dynamodb"]["Keys"]["id"]["S"]: record for record in records}

    def test_what_expires_by_then_is_deleted_by_dynamodb_itself(self):
        now = int(time.time())
        self.put("over", expires={"N": str(now - 1)})
        self.put("soon", expires={"N": str(now + 1000)})
        self.put("later", expires={"N": str(now + 2000)})
        self.put("a text", expires={"S": str(now - 1)})
        self.put("never")
        self.put("by hand")
        self.dynamodb.delete_item(TableName="points", Key={"id": {"S": "by hand"}})

        self.assertEqual((200, {"expired": 1}), self.ask("points/expire"))
        self.assertEqual({"soon", "later", "a text", "never"}, self.left())
        self.assertEqual((200, {"expired": 1}), self.ask(f"points/expire?until={now + 1000}"))
        self.assertEqual({"later", "a text", "never"}, self.left())
        self.assertEqual((200, {"expired": 0}), self.ask(f"points/expire?until={now + 1000}"))

        self.assertTrue(eventually(lambda: len(self.told()) >= 2))
        self.assertEqual({"over", "soon"}, set(self.told()), "the filter keeps the one deleted by hand away")
        self.assertEqual(IDENTITY, self.told()["over"]["userIdentity"])
        self.assertEqual(str(now - 1), self.told()["over"]["dynamodb"]["OldImage"]["expires"]["N"])

    def test_a_table_without_time_to_live_expires_nothing(self):
        self.assertEqual((409, {"message": "table forever has no time to live"}), self.ask("forever/expire"))

    def test_what_cannot_be_understood_is_refused(self):
        self.assertEqual((404, {"message": "no table unknown; there are: forever, points"}),
                         self.ask("unknown/expire"))
        self.assertEqual((400, {"message": "until must be seconds since 1970, got soon"}),
                         self.ask("points/expire?until=soon"))
        self.assertEqual(400, self.ask("points/expire?when=1")[0])
