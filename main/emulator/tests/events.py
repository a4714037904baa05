"""Events of the default bus, as a queue gets them."""
import json

from .running import eventually


class EventQueue:
    def __init__(self, emulator, source):
        """A queue for all events of an AWS service."""
        self.sqs = emulator.client("sqs")
        arn = "arn:aws:sqs:us-east-1:123456789012:events"
        self.queue = self.sqs.create_queue(QueueName="events", Attributes={"Policy": json.dumps({"Statement": [{
            "Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sqs:SendMessage",
            "Resource": arn}]})})["QueueUrl"]
        events = emulator.client("events")
        events.put_rule(Name="all", EventPattern=json.dumps({"source": [source]}))
        events.put_targets(Rule="all", Targets=[{"Id": "queue", "Arn": arn}])

    def next(self, count=1, about=""):
        """The next events that say `about`, `count` of them or more."""
        found = []

        def enough():
            for message in self.sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10).get("Messages", []):
                if about in message["Body"]:
                    found.append(json.loads(message["Body"]))
                self.sqs.delete_message(QueueUrl=self.queue, ReceiptHandle=message["ReceiptHandle"])
            return len(found) >= count

        eventually(enough)
        return found
