import json
import unittest

from botocore.exceptions import ClientError

from .functions import zipped
from .running import eventually, shared

HANDLER = '''
import json

def handle(event, headers):
    print(json.dumps(event))
'''


def arn(service, name):
    return f"arn:aws:{service}:us-east-1:123456789012:{name}"


FENCED = {"Condition": {"ArnLike": {"aws:SourceArn": arn("events", "rule/*")}}}


def let_in(action, resource, **more):
    return json.dumps({"Statement": [{"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"},
                                      "Action": action, "Resource": resource, **more}]})


class RuleTest(unittest.TestCase):
    """EventBridge from PutEvents to the targets."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        cls.events, cls.sqs, cls.sns, cls.functions, cls.logs = (
            cls.emulator.client(name) for name in ("events", "sqs", "sns", "lambda", "logs"))
        cls.role = cls.emulator.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        cls.queue, cls.dead = cls.queue_of("target"), cls.queue_of("dead")

    @classmethod
    def queue_of(cls, name):
        return cls.sqs.create_queue(QueueName=name, Attributes={
            "Policy": let_in("sqs:SendMessage", arn("sqs", name), **FENCED)})["QueueUrl"]

    def rule(self, target, bus="default", **settings):
        """A rule of the test's name for events of the same source."""
        self.source = self.id().rsplit(".", 1)[-1]
        settings = settings or {"EventPattern": json.dumps({"source": [self.source]})}
        self.events.put_rule(Name=self.source[:64], EventBusName=bus, **settings)
        self.events.put_targets(Rule=self.source[:64], EventBusName=bus, Targets=[{"Id": "1", **target}])

    def put(self, bus="default", **detail):
        answer = self.events.put_events(Entries=[{"Source": self.source, "DetailType": "Test", "EventBusName": bus,
                                                  "Detail": json.dumps(detail), "Resources": ["r"]}])
        self.assertEqual(0, answer["FailedEntryCount"])
        return answer["Entries"][0]["EventId"]

    def messages(self, queue=None):
        queue = queue or self.queue
        found = self.sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, MessageAttributeNames=["All"])
        for message in found.get("Messages", []):
            self.sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
        return found.get("Messages", [])

    def function(self, name):
        self.functions.create_function(FunctionName=name, Role=self.role, Runtime="java21", Handler="h",
                                       Code={"ZipFile": zipped(HANDLER)})
        return arn("lambda", f"function:{name}")

    def test_a_function_gets_the_event_as_eventbridge_shapes_it(self):
        function = self.function("called")
        self.functions.add_permission(FunctionName="called", StatementId="s", Action="lambda:InvokeFunction",
                                      Principal="events.amazonaws.com", SourceArn=arn("events", "rule/*"))
        self.rule({"Arn": function})
        event_id = self.put(a=1)
        event = eventually(lambda: self.emulator.printed("called"))[0]
        self.assertRegex(event.pop("time"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertEqual({"version": "0", "id": event_id, "detail-type": "Test", "source": self.source,
                          "account": "123456789012", "region": "us-east-1", "resources": ["r"], "detail": {"a": 1}}, event)

    def test_a_function_that_does_not_let_the_rule_in_is_not_called_and_the_event_is_a_dead_letter(self):
        function = self.function("closed")
        self.functions.add_permission(FunctionName="closed", StatementId="s", Action="lambda:InvokeFunction",
                                      Principal="events.amazonaws.com", SourceArn=arn("events", "rule/other"))
        self.rule({"Arn": function, "DeadLetterConfig": {"Arn": arn("sqs", "dead")}})
        self.put(a=1)
        message = eventually(lambda: self.messages(self.dead))[0]
        told = {name: value["StringValue"] for name, value in message["MessageAttributes"].items()}
        self.assertEqual({"a": 1}, json.loads(message["Body"])["detail"])
        self.assertEqual(("NO_PERMISSIONS", function, "0"), (told["ERROR_CODE"], told["TARGET_ARN"], told["RETRY_ATTEMPTS"]))
        self.assertEqual(arn("events", f"rule/{self.source[:64]}"), told["RULE_ARN"])
        self.assertEqual([], self.emulator.printed("closed"))

    def test_a_queue_gets_what_the_transformer_makes(self):
        self.rule({"Arn": arn("sqs", "target"), "InputTransformer": {
            "InputPathsMap": {"a": "$.detail.a"}, "InputTemplate": '{"made": <a>}'}})
        self.put(a=[1, 2])
        self.assertEqual({"made": [1, 2]}, json.loads(eventually(self.messages)[0]["Body"]))

    def test_a_topic_a_bus_and_a_log_group_are_targets(self):
        topic = self.sns.create_topic(Name="told", Attributes={"Policy": let_in("sns:Publish", arn("sns", "told"))})
        self.events.create_event_bus(Name="second")
        self.logs.create_log_group(logGroupName="/told")
        for target in (topic["TopicArn"], arn("events", "event-bus/second"), arn("logs", "log-group:/told:*")):
            self.rule({"Arn": target})
            self.put(to=target)
        self.assertTrue(eventually(lambda: self.emulator.show("events?kind=topic&source=told")["events"]))
        self.assertTrue(eventually(lambda: self.emulator.show("events?kind=bus&source=second")["events"]))
        logged = eventually(lambda: self.logs.filter_log_events(logGroupName="/told")["events"])
        self.assertIn("log-group", json.loads(logged[0]["message"])["detail"]["to"])

    def test_a_topic_whose_policy_has_a_condition_refuses_every_rule_and_nothing_is_retried(self):
        topic = self.sns.create_topic(Name="fenced", Attributes={
            "Policy": let_in("sns:Publish", arn("sns", "fenced"), **FENCED)})["TopicArn"]
        dead = self.queue_of("refused")
        self.rule({"Arn": topic, "DeadLetterConfig": {"Arn": arn("sqs", "refused")}})
        self.put(a=1)
        message = eventually(lambda: self.messages(dead))[0]
        told = {name: value["StringValue"] for name, value in message["MessageAttributes"].items()}
        self.assertEqual(("NO_PERMISSIONS", topic, "0"), (told["ERROR_CODE"], told["TARGET_ARN"], told["RETRY_ATTEMPTS"]))

    def test_neither_a_disabled_rule_nor_a_schedule_takes_events(self):
        target = {"Arn": arn("sqs", "target")}
        self.rule(target, ScheduleExpression="rate(1 day)")
        self.put(a=1)
        self.rule(target)
        self.events.disable_rule(Name=self.source[:64])
        self.put(a=2)
        self.events.enable_rule(Name=self.source[:64])
        self.put(a=3)
        self.assertEqual([3], [json.loads(message["Body"])["detail"]["a"] for message in eventually(self.messages)])

    def test_a_pattern_with_an_unknown_comparison_is_refused(self):
        with self.assertRaises(ClientError) as caught:
            self.events.put_rule(Name="wrong", EventPattern='{"source": [{"prefx": "x"}]}')
        self.assertEqual("InvalidEventPatternException", caught.exception.response["Error"]["Code"])
        self.assertIn("Unrecognized match type prefx", str(caught.exception))

    def test_a_pattern_of_more_than_2048_characters_is_refused(self):
        def pattern(characters):
            return json.dumps({"source": ["x" * (characters - len('{"source": [""]}'))]})

        self.events.put_rule(Name="long", EventPattern=pattern(2048))
        with self.assertRaises(ClientError) as caught:
            self.events.put_rule(Name="long", EventPattern=pattern(2049))
        self.assertEqual("LimitExceededException", caught.exception.response["Error"]["Code"])

    def test_a_bus_changes_and_loses_what_is_left_out(self):
        queue = {"Arn": "arn:aws:sqs:us-east-1:123456789012:dead"}
        self.events.create_event_bus(Name="changing", Description="one", DeadLetterConfig=queue)
        self.events.update_event_bus(Name="changing", Description="two", KmsKeyIdentifier="key")
        found = self.events.describe_event_bus(Name="changing")
        self.assertEqual(("two", "key", None), tuple(found.get(name) for name in
                                                     ("Description", "KmsKeyIdentifier", "DeadLetterConfig")))

    def test_an_archive_keeps_events_and_replays_them(self):
        self.rule({"Arn": arn("sqs", "target")})
        archive = self.events.create_archive(ArchiveName="kept", EventSourceArn=arn("events", "event-bus/default"),
                                             EventPattern=json.dumps({"source": [self.source]}))["ArchiveArn"]
        self.put(a=1)
        eventually(self.messages)
        self.assertEqual(1, self.events.describe_archive(ArchiveName="kept")["EventCount"])
        self.events.start_replay(ReplayName="again", EventSourceArn=archive, EventStartTime=0, EventEndTime=9999999999,
                                 Destination={"Arn": arn("events", "event-bus/default")})
        body = json.loads(eventually(self.messages)[0]["Body"])
        self.assertEqual(({"a": 1}, "again"), (body["detail"], body["replay-name"]))
        self.assertNotIn("Events-Archive-kept", str(self.emulator.show("rules")))


if __name__ == "__main__":
    unittest.main()
