import json
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from .functions import zipped
from .running import PATIENCE_SECONDS, Running

ACCOUNT = "123456789012"
QUEUE = f"arn:aws:sqs:us-east-1:{ACCOUNT}:target"


class ViewsTest(unittest.TestCase):
    """The emulator's own endpoints, over one emulator."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = Running()
        cls.addClassCleanup(cls.emulator.end)
        for service in ("iam", "lambda", "dynamodb", "sqs", "sns", "scheduler"):
            setattr(cls, service.replace("lambda", "functions"), cls.emulator.client(service))
        role = cls.iam.create_role(RoleName="function", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        for name in ("counted", "told"):
            cls.functions.create_function(FunctionName=name, Role=role, Runtime="java21", Handler="h",
                                          Code={"ZipFile": zipped()}, Timeout=900, MemorySize=256)
        cls.buses = cls.emulator.client("events")
        cls.queue = cls.sqs.create_queue(QueueName="target", Attributes={"Policy": json.dumps({"Statement": [
            {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sqs:SendMessage",
             "Resource": QUEUE}]})})["QueueUrl"]

    def ask(self, path, method="GET", body=None):
        """(status, answer) of an endpoint."""
        return self.emulator.as_root(method, f"/_tapstack/{path}", body)

    def events(self, query=""):
        return self.ask(f"events?{query}")[1]["events"]

    def messages(self):
        found = self.sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10).get("Messages", [])
        for message in found:
            self.sqs.delete_message(QueueUrl=self.queue, ReceiptHandle=message["ReceiptHandle"])
        return [message["Body"] for message in found]

    # --- functions -------------------------------------------------------------------

    def test_functions_show_their_settings_counts_and_processes(self):
        for do in ("", "fail", ""):
            self.functions.invoke(FunctionName="counted", Payload=json.dumps({"do": do}))
        self.functions.put_function_concurrency(FunctionName="counted", ReservedConcurrentExecutions=0)
        with self.assertRaises(self.functions.exceptions.TooManyRequestsException):
            self.functions.invoke(FunctionName="counted", Payload="{}")
        self.functions.delete_function_concurrency(FunctionName="counted")
        shown = next(f for f in self.ask("functions")[1]["functions"] if f["name"] == "counted")
        process, = shown.pop("processes")
        self.assertEqual({"name": "counted", "arn": f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:counted",
                          "memoryMegabytes": 256, "timeoutSeconds": 900, "reservedConcurrency": None, "invocations": 3,
                          "errors": 1, "throttles": 1, "coldStarts": 1}, shown)
        self.assertEqual(("idle", 3), (process["state"], process["invocations"]))
        self.assertRegex(process["started"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")

    # --- rules -----------------------------------------------------------------------

    def test_a_fired_schedule_reaches_its_targets_at_once(self):
        self.rule("nightly", ScheduleExpression="rate(1 day)")
        self.assertIn({"name": "nightly", "bus": "default", "schedule": "rate(1 day)", "pattern": None,
                       "state": "ENABLED", "targets": [QUEUE]}, self.ask("rules")[1]["rules"])
        self.assertEqual((200, {"targets": [{"arn": QUEUE, "delivered": True, "error": None}]}),
                         self.ask("rules/default/nightly/fire", "POST"))
        event = json.loads(self.messages()[0])
        self.assertEqual(("Scheduled Event", "aws.events", {}), (event["detail-type"], event["source"], event["detail"]))
        self.assertEqual([f"arn:aws:events:us-east-1:{ACCOUNT}:rule/nightly"], event["resources"])

    def test_a_fired_pattern_rule_gets_the_given_detail_or_the_given_event(self):
        self.rule("paid", EventPattern=json.dumps({"source": ["shop"], "detail-type": ["Paid"]}))
        self.ask("rules/default/paid/fire", "POST", b'{"amount": 1}')
        self.ask("rules/default/paid/fire", "POST", b'{"source": "other", "detail-type": "Own", "detail": {"a": 2}}')
        first, second = sorted(map(json.loads, self.messages()), key=lambda event: event["source"], reverse=True)
        self.assertEqual(("shop", "Paid", {"amount": 1}), (first["source"], first["detail-type"], first["detail"]))
        self.assertEqual(("other", "Own", {"a": 2}), (second["source"], second["detail-type"], second["detail"]))

    def test_a_target_that_cannot_be_reached_says_why(self):
        self.rule("lost", ScheduleExpression="rate(1 day)", target=QUEUE + "-none")
        self.assertEqual([{"arn": QUEUE + "-none", "delivered": False,
                           "error": f"NO_RESOURCE: there is no queue {QUEUE}-none"}],
                         self.ask("rules/default/lost/fire", "POST")[1]["targets"])

    def test_an_unknown_rule_is_404_and_names_those_there_are(self):
        self.rule("known", ScheduleExpression="rate(1 day)")
        status, answer = self.ask("rules/default/unknown/fire", "POST")
        self.assertEqual(404, status)
        self.assertIn("no rule unknown on bus default", answer["message"])
        self.assertIn("default/known", answer["message"])

    def test_a_disabled_rule_does_not_fire(self):
        self.rule("off", ScheduleExpression="rate(1 day)", State="DISABLED")
        self.assertEqual(409, self.ask("rules/default/off/fire", "POST")[0])

    def test_a_schedule_of_the_scheduler_fires_with_its_input(self):
        self.scheduler.create_schedule(
            Name="offers", ScheduleExpression="cron(0 6 * * ? *)", FlexibleTimeWindow={"Mode": "OFF"},
            Target={"Arn": QUEUE, "RoleArn": "arn:aws:iam::123456789012:role/r", "Input": '{"by": "<aws.scheduler.schedule-arn>"}'})
        self.assertIn(("offers", "scheduler:default", "cron(0 6 * * ? *)"),
                      [(r["name"], r["bus"], r["schedule"]) for r in self.ask("rules")[1]["rules"]])
        self.assertTrue(self.ask("rules/scheduler:default/offers/fire", "POST")[1]["targets"][0]["delivered"])
        self.assertEqual({"by": f"arn:aws:scheduler:us-east-1:{ACCOUNT}:schedule/default/offers"},
                         json.loads(self.messages()[0]))

    def rule(self, name, target=QUEUE, **settings):
        self.buses.put_rule(Name=name, **settings)
        self.buses.put_targets(Rule=name, Targets=[{"Id": "1", "Arn": target}])

    # --- events ----------------------------------------------------------------------

    def test_what_flows_is_told_by_kind(self):
        self.dynamodb.create_table(TableName="told", BillingMode="PAY_PER_REQUEST",
                                   KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                                   AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
                                   StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"})
        self.dynamodb.put_item(TableName="told", Item={"id": {"S": "7"}})
        record = self.events("kind=table&source=told")[0]
        self.assertEqual(("INSERT 7", {"id": {"S": "7"}}), (record["summary"], record["detail"]["NewImage"]))

        topic = self.sns.create_topic(Name="told")["TopicArn"]
        self.sns.publish(TopicArn=topic, Message="hello")
        self.assertEqual("hello", self.events("kind=topic&source=told")[0]["detail"]["message"])

        self.buses.put_events(Entries=[{"Source": "s", "DetailType": "Told", "Detail": '{"a":1}'}])
        self.assertEqual("s: Told", self.events("kind=bus&source=default")[-1]["summary"])

        queue = self.sqs.create_queue(QueueName="told")["QueueUrl"]
        self.sqs.send_message(QueueUrl=queue, MessageBody="b")
        handle = self.sqs.receive_message(QueueUrl=queue)["Messages"][0]["ReceiptHandle"]
        self.sqs.delete_message(QueueUrl=queue, ReceiptHandle=handle)
        self.assertEqual(["sent", "received", "deleted"],
                         [event["summary"].split()[0] for event in self.events("kind=queue&source=told")])

        self.functions.invoke(FunctionName="told", Payload='{"do": "fail"}')
        self.assertEqual("ValueError", self.events("kind=function&source=told")[-1]["detail"]["outcome"])

    def test_a_transaction_that_is_rolled_back_tells_nothing(self):
        self.dynamodb.create_table(TableName="undone", BillingMode="PAY_PER_REQUEST",
                                   KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                                   AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
                                   StreamSpecification={"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"})

        def put(key, condition):
            return {"Put": {"TableName": "undone", "Item": {"id": {"S": key}}, "ConditionExpression": condition}}

        with self.assertRaises(self.dynamodb.exceptions.TransactionCanceledException):
            self.dynamodb.transact_write_items(TransactItems=[
                put("1", "attribute_not_exists(id)"), put("2", "attribute_exists(id)")])
        self.dynamodb.transact_write_items(TransactItems=[put("3", "attribute_not_exists(id)")])
        self.assertEqual(["INSERT 3"], [event["summary"] for event in self.events("kind=table&source=undone")])

    def test_reading_goes_on_from_the_last_number_and_waits_for_the_next_event(self):
        queue = self.sqs.create_queue(QueueName="followed")["QueueUrl"]
        last = self.ask("events")[1]["next"]
        with ThreadPoolExecutor(1) as reader:
            waiting = reader.submit(self.ask, f"events?after={last}&source=followed&wait=20")
            time.sleep(0.3)
            self.assertFalse(waiting.done())
            self.sqs.send_message(QueueUrl=queue, MessageBody="b")
            answer = waiting.result(PATIENCE_SECONDS)[1]
        self.assertEqual(1, len(answer["events"]))
        self.assertEqual([], self.events(f"after={answer['next']}&source=followed"))

    def test_a_wait_ends_without_events_after_its_time(self):
        begin = time.monotonic()
        self.assertEqual([], self.events("source=nobody&wait=1"))
        self.assertGreater(time.monotonic() - begin, 0.9)

    def test_wrong_parameters_are_refused(self):
        for query, said in (("kind=tables", "kind must be one of table, queue"), ("limit=0", "limit must be a number"),
                            ("after=-1", "after must be"), ("wait=21", "0..20, got 21"), ("form=1", "form")):
            with self.subTest(query):
                status, answer = self.ask(f"events?{query}")
                self.assertEqual(400, status)
                self.assertIn(said, answer["message"])

    # --- all -------------------------------------------------------------------------

    def test_unknown_endpoints_and_methods_name_the_known_ones(self):
        self.assertEqual(404, self.ask("nothing")[0])
        self.assertIn("GET /_tapstack/rules", self.ask("nothing")[1]["message"])
        self.assertEqual((405, {"message": "allowed here: POST"}), self.ask("rules/default/x/fire"))
        self.assertEqual(400, self.ask("rules/default/x/fire", "POST", b"{")[0])


if __name__ == "__main__":
    unittest.main()
