import json
import unittest
from pathlib import Path

from botocore.exceptions import ClientError

from .functions import zipped
from .running import eventually, shared

HANDLER = '''
import json, os, time

def handle(event, headers):
    print(json.dumps(event))
    bodies = [record["body"] for record in event["Records"]]
    for body in bodies:
        while body.startswith("until ") and not os.path.exists(body.split()[1]):
            time.sleep(0.05)
        if body == "fail":
            raise ValueError("asked to")
    return {"batchItemFailures": [{"itemIdentifier": record["messageId"]} for record in event["Records"]
                                  if record["body"] == "poison"]}
'''
LONGEST_WINDOW = 300  # seconds


class QueueMappingTest(unittest.TestCase):
    """Queues that feed functions, each test with its own pair."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        cls.sqs, cls.functions = cls.emulator.client("sqs"), cls.emulator.client("lambda")
        cls.role = cls.emulator.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["Arn"]

    def make(self, timeout=5, visibility=30, receives=None, **mapping):
        """Queue, function and mapping of the test's name; (queue URL, mapping)."""
        self.name = self.id().rsplit(".", 1)[-1][-50:]
        attributes = {"VisibilityTimeout": str(visibility)}
        if receives:
            self.dead = self.sqs.create_queue(QueueName=f"{self.name}-dead")["QueueUrl"]
            attributes["RedrivePolicy"] = json.dumps({"maxReceiveCount": receives, "deadLetterTargetArn":
                                                      f"arn:aws:sqs:us-east-1:123456789012:{self.name}-dead"})
        queue = self.sqs.create_queue(QueueName=self.name, Attributes=attributes)["QueueUrl"]
        self.functions.create_function(FunctionName=self.name, Role=self.role, Runtime="java21", Handler="h",
                                       Code={"ZipFile": zipped(HANDLER)}, Timeout=timeout)
        made = self.functions.create_event_source_mapping(
            FunctionName=self.name, EventSourceArn=f"arn:aws:sqs:us-east-1:123456789012:{self.name}", **mapping)
        self.addCleanup(self.functions.delete_event_source_mapping, UUID=made["UUID"])
        return queue

    def send(self, queue, *bodies):
        self.sqs.send_message_batch(QueueUrl=queue, Entries=[
            {"Id": str(number), "MessageBody": body} for number, body in enumerate(bodies)])

    def throttled(self):
        """Stops the function; what it gives back starts it again."""
        self.functions.put_function_concurrency(FunctionName=self.name, ReservedConcurrentExecutions=0)
        return lambda: self.functions.delete_function_concurrency(FunctionName=self.name)

    def calls(self):
        """The events that the function printed."""
        return self.emulator.printed(self.name)

    def bodies(self):
        return sorted(record["body"] for call in self.calls() for record in call["Records"])

    def left(self, queue):
        """(visible, in flight)"""
        attributes = self.sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
        return attributes["ApproximateNumberOfMessages"], attributes["ApproximateNumberOfMessagesNotVisible"]

    def test_messages_come_in_a_batch_as_lambda_shapes_them_and_are_deleted(self):
        queue = self.make(BatchSize=3, MaximumBatchingWindowInSeconds=LONGEST_WINDOW)
        self.sqs.send_message(QueueUrl=queue, MessageBody="a", MessageAttributes={
            "kind": {"DataType": "String", "StringValue": "x"}})
        self.send(queue, "b", "c")
        call, = eventually(self.calls)  # the batch is full before its window ends
        record = call["Records"][0]
        self.assertEqual(["a", "b", "c"], [one["body"] for one in call["Records"]])
        self.assertEqual(("aws:sqs", "us-east-1", f"arn:aws:sqs:us-east-1:123456789012:{self.name}"),
                         (record["eventSource"], record["awsRegion"], record["eventSourceARN"]))
        self.assertEqual({"stringValue": "x", "dataType": "String", "stringListValues": [], "binaryListValues": []},
                         record["messageAttributes"]["kind"])
        self.assertEqual("1", record["attributes"]["ApproximateReceiveCount"])
        self.assertEqual({"messageId", "receiptHandle", "body", "attributes", "messageAttributes", "md5OfBody",
                          "md5OfMessageAttributes", "eventSource", "eventSourceARN", "awsRegion"}, set(record))
        self.assertTrue(eventually(lambda: self.left(queue) == ("0", "0")))

    def test_the_batching_window_ends_a_batch_that_is_not_full(self):
        queue = self.make(BatchSize=10, MaximumBatchingWindowInSeconds=2)
        self.send(queue, "a", "b")
        self.assertEqual(2, len(eventually(self.calls)[0]["Records"]))

    def test_sending_does_not_wait_for_the_function(self):
        queue = self.make()
        start = self.throttled()
        self.send(queue, "waits")
        self.assertEqual([], self.calls())
        start()
        self.assertTrue(eventually(self.calls))

    def test_a_partial_response_retries_the_poison_only_which_ends_in_the_dead_letter_queue(self):
        queue = self.make(receives=2, BatchSize=3, MaximumBatchingWindowInSeconds=2,
                          FunctionResponseTypes=["ReportBatchItemFailures"])
        self.send(queue, "good", "poison", "fine")
        dead = eventually(lambda: self.sqs.receive_message(QueueUrl=self.dead).get("Messages"))
        self.assertEqual("poison", dead[0]["Body"])
        self.assertEqual(["fine", "good", "poison", "poison"], self.bodies())
        self.assertEqual(("0", "0"), self.left(queue))

    def test_without_partial_responses_a_failing_call_retries_the_whole_batch(self):
        queue = self.make(receives=2, BatchSize=2, MaximumBatchingWindowInSeconds=LONGEST_WINDOW)
        self.send(queue, "good", "fail")
        found = []
        eventually(lambda: found.extend(self.sqs.receive_message(QueueUrl=self.dead).get("Messages", []))
                   or len(found) == 2)
        self.assertEqual(["fail", "good"], sorted(message["Body"] for message in found))

    def test_what_no_filter_wants_is_deleted_without_a_call(self):
        queue = self.make(FilterCriteria={"Filters": [{"Pattern": json.dumps({"body": {"amount": [{"numeric": [">", 5]}]}})}]})
        self.send(queue, '{"amount": 1}', "no json", '{"amount": 9}')
        self.assertTrue(eventually(lambda: self.left(queue) == ("0", "0")))
        self.assertEqual(['{"amount": 9}'], eventually(self.bodies))
        self.assertEqual(("0", "0"), self.left(queue))

    def test_no_more_batches_run_at_once_than_the_mapping_allows(self):
        queue = self.make(BatchSize=1, ScalingConfig={"MaximumConcurrency": 2})
        signal = Path(self.emulator.folder.name, self.name)
        self.send(queue, *[f"until {signal}"] * 6)

        def function():
            return next(f for f in self.emulator.show("functions")["functions"] if f["name"] == self.name)

        def busy():
            return sum(process["state"] == "busy" for process in function()["processes"])

        self.assertTrue(eventually(lambda: busy() == 2))
        self.assertFalse(eventually(lambda: busy() > 2, seconds=1))
        signal.touch()
        self.assertTrue(eventually(lambda: function()["invocations"] == 6))

    def test_messages_wait_for_a_throttled_function_without_being_received_again(self):
        queue = self.make(receives=1)
        start = self.throttled()
        self.send(queue, "patient")
        self.assertTrue(eventually(lambda: self.left(queue) == ("0", "1")))
        self.assertFalse(eventually(lambda: self.left(queue) != ("0", "1"), seconds=1.5))
        start()
        self.assertEqual(["patient"], eventually(self.bodies))
        self.assertNotIn("Messages", self.sqs.receive_message(QueueUrl=self.dead))

    def test_a_queue_whose_messages_come_back_before_the_function_ends_is_refused(self):
        with self.assertRaises(ClientError) as caught:
            self.make(timeout=60, visibility=30)
        self.assertIn("Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds",
                      str(caught.exception))


if __name__ == "__main__":
    unittest.main()
