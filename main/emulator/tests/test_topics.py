import json
import unittest

from .functions import zipped
from .running import eventually, shared

ACCOUNT = "arn:aws:{}:us-east-1:123456789012:{}"
HANDLER = '''
import json

def handle(event, headers):
    print(json.dumps(event))
    if event["Records"][0]["Sns"]["Message"] == "fail":
        raise ValueError("asked to")
'''


class TopicTest(unittest.TestCase):
    """One topic; each test subscribes a queue or the function to a topic of its own."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        cls.sns, cls.sqs, cls.functions = (cls.emulator.client(name) for name in ("sns", "sqs", "lambda"))
        role = cls.emulator.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        cls.dead = cls.queue_of("dead")
        cls.functions.create_function(FunctionName="told", Role=role, Runtime="java21", Handler="h",
                                      Code={"ZipFile": zipped(HANDLER)}, DeadLetterConfig={"TargetArn": cls.arn("sqs", "dead")})
        cls.functions.put_function_event_invoke_config(FunctionName="told", MaximumRetryAttempts=1)
        cls.functions.add_permission(FunctionName="told", StatementId="sns", Action="lambda:InvokeFunction",
                                     Principal="sns.amazonaws.com")

    @staticmethod
    def arn(service, name):
        return ACCOUNT.format(service, name)

    @classmethod
    def queue_of(cls, name, principal="sns.amazonaws.com"):
        policy = {"Statement": [{"Effect": "Allow", "Principal": {"Service": principal}, "Action": "sqs:SendMessage",
                                 "Resource": cls.arn("sqs", name),
                                 "Condition": {"ArnLike": {"aws:SourceArn": cls.arn("sns", "*")}}}]}
        return cls.sqs.create_queue(QueueName=name, Attributes={"Policy": json.dumps(policy)})["QueueUrl"]

    def topic(self, endpoint, **attributes):
        """A topic of the test's name with one subscription; (topic ARN, subscription ARN)."""
        topic = self.sns.create_topic(Name=self.id().rsplit(".", 1)[-1])["TopicArn"]
        subscription = self.sns.subscribe(TopicArn=topic, Protocol=endpoint.split(":")[2], Endpoint=endpoint,
                                          Attributes=attributes, ReturnSubscriptionArn=True)["SubscriptionArn"]
        return topic, subscription

    def messages(self, queue):
        found = self.sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, MessageAttributeNames=["All"])
        for message in found.get("Messages", []):
            self.sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
        return found.get("Messages", [])

    def test_a_function_gets_the_message_as_sns_shapes_it(self):
        topic, subscription = self.topic(self.arn("lambda", "function:told"))
        self.sns.publish(TopicArn=topic, Message="hello", Subject="s", MessageAttributes={
            "n": {"DataType": "Number", "StringValue": "7"}})
        event = eventually(lambda: [event for event in self.emulator.printed("told")
                                    if event["Records"][0]["Sns"]["TopicArn"] == topic])[0]
        record, = event["Records"]
        sns = record.pop("Sns")
        self.assertEqual({"EventSource": "aws:sns", "EventVersion": "1.0", "EventSubscriptionArn": subscription}, record)
        self.assertEqual(("Notification", "hello", "s", {"n": {"Type": "Number", "Value": "7"}}),
                         (sns["Type"], sns["Message"], sns["Subject"], sns["MessageAttributes"]))
        self.assertEqual({"Type", "MessageId", "TopicArn", "Subject", "Message", "Timestamp", "SignatureVersion",
                          "Signature", "SigningCertUrl", "UnsubscribeUrl", "MessageAttributes"}, set(sns))

    def test_a_failing_function_is_retried_and_the_event_goes_to_its_dead_letter_queue(self):
        topic, _ = self.topic(self.arn("lambda", "function:told"))
        self.functions.put_function_concurrency(FunctionName="told", ReservedConcurrentExecutions=0)
        self.sns.publish(TopicArn=topic, Message="fail")  # does not wait for the function
        self.functions.delete_function_concurrency(FunctionName="told")
        dead = eventually(lambda: self.messages(self.dead))[0]
        self.assertEqual("fail", json.loads(dead["Body"])["Records"][0]["Sns"]["Message"])
        calls = [event for event in self.emulator.printed("told") if event["Records"][0]["Sns"]["TopicArn"] == topic]
        self.assertEqual(2, len(calls))

    def test_a_queue_gets_the_notification_or_the_raw_message(self):
        queue = self.queue_of("notified")
        topic, subscription = self.topic(self.arn("sqs", "notified"))
        self.sns.publish(TopicArn=topic, Message="hello")
        body = json.loads(eventually(lambda: self.messages(queue))[0]["Body"])
        self.assertEqual(("Notification", topic, "hello"), (body["Type"], body["TopicArn"], body["Message"]))
        self.sns.set_subscription_attributes(SubscriptionArn=subscription, AttributeName="RawMessageDelivery",
                                             AttributeValue="true")
        self.sns.publish(TopicArn=topic, Message="raw", MessageAttributes={
            "kind": {"DataType": "String", "StringValue": "x"}})
        message = eventually(lambda: self.messages(queue))[0]
        self.assertEqual(("raw", "x"), (message["Body"], message["MessageAttributes"]["kind"]["StringValue"]))
        self.sns.set_subscription_attributes(SubscriptionArn=subscription, AttributeName="RawMessageDelivery",
                                             AttributeValue="false")
        self.sns.publish(TopicArn=topic, Message="wrapped")
        self.assertEqual("wrapped", json.loads(eventually(lambda: self.messages(queue))[0]["Body"])["Message"])

    def test_a_filter_policy_looks_at_attributes_or_at_the_body(self):
        queue = self.queue_of("filtered")
        topic, subscription = self.topic(self.arn("sqs", "filtered"), RawMessageDelivery="true", FilterPolicy=json.dumps(
            {"amount": [{"numeric": [">=", 100]}], "store": [{"anything-but": "closed"}]}))
        for message, amount in (("small", "99"), ("large", "100")):
            self.sns.publish(TopicArn=topic, Message=message, MessageAttributes={
                "amount": {"DataType": "Number", "StringValue": amount},
                "store": {"DataType": "String", "StringValue": "open"}})
        self.sns.publish(TopicArn=topic, Message="without attributes")
        self.assertEqual(["large"], [message["Body"] for message in eventually(lambda: self.messages(queue))])
        self.sns.set_subscription_attributes(SubscriptionArn=subscription, AttributeName="FilterPolicyScope",
                                             AttributeValue="MessageBody")
        self.sns.publish(TopicArn=topic, Message='{"amount": 99, "store": "open"}')
        self.sns.publish(TopicArn=topic, Message="no json")
        self.sns.publish(TopicArn=topic, Message='{"amount": 101, "store": "open"}')
        self.assertEqual(['{"amount": 101, "store": "open"}'],
                         [message["Body"] for message in eventually(lambda: self.messages(queue))])

    def test_what_the_queue_does_not_let_in_goes_to_the_subscriptions_dead_letter_queue(self):
        closed = self.queue_of("closed", principal="events.amazonaws.com")
        topic, _ = self.topic(self.arn("sqs", "closed"), RedrivePolicy=json.dumps(
            {"deadLetterTargetArn": self.arn("sqs", "dead")}))
        self.sns.publish(TopicArn=topic, Message="undelivered")
        dead = eventually(lambda: self.messages(self.dead))[0]
        self.assertEqual("undelivered", json.loads(dead["Body"])["Message"])
        self.assertEqual([], self.messages(closed))

    def test_messages_for_a_queue_keep_their_order(self):
        queue = self.queue_of("ordered")
        topic, _ = self.topic(self.arn("sqs", "ordered"), RawMessageDelivery="true")
        for number in range(8):
            self.sns.publish(TopicArn=topic, Message=str(number))
        found = []
        eventually(lambda: found.extend(self.messages(queue)) or len(found) == 8)
        self.assertEqual([str(number) for number in range(8)], [message["Body"] for message in found])


if __name__ == "__main__":
    unittest.main()
