import json
import unittest

from .running import Running

QUEUE = "arn:aws:sqs:us-east-1:123456789012:{}"


class QueueAttributesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = Running()
        cls.addClassCleanup(cls.emulator.end)
        cls.sqs = cls.emulator.client("sqs")

    def test_what_is_not_set_stays(self):
        """SetQueueAttributes "sets the value of one or more queue attributes" (SQS API Reference)."""
        policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"},
                                                          "Action": "sqs:SendMessage", "Resource": QUEUE.format("q")}]}
        url = self.sqs.create_queue(QueueName="q", Attributes={"Policy": json.dumps(policy)})["QueueUrl"]
        self.sqs.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": "3"})
        found = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        self.assertEqual(policy, json.loads(found["Policy"]))
        self.assertEqual("3", found["DelaySeconds"])

    def test_an_empty_policy_takes_the_policy_away(self):
        policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "sqs:*",
                                                          "Resource": QUEUE.format("e")}]}
        url = self.sqs.create_queue(QueueName="e", Attributes={"Policy": json.dumps(policy)})["QueueUrl"]
        self.sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": ""})
        found = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        self.assertNotIn("Policy", found)


if __name__ == "__main__":
    unittest.main()
