import unittest
from unittest import mock

from tapstack_emulator.eventbridge import delivery
from tapstack_emulator.targets.send import Sender

SENDER = Sender("events.amazonaws.com", "arn:rule")
TARGET = {"Arn": "arn:target", "DeadLetterConfig": {"Arn": "arn:dead"}}


class DeliveryTest(unittest.TestCase):
    def deliver(self, fails, target=None):
        """(delivery, ARNs in the order they were tried) with a target that fails so many times."""
        tried = []

        def send(emulator, sender, arn, body, **more):
            tried.append(arn)
            if arn == "arn:target" and tried.count(arn) <= fails:
                raise OSError("no space")
            self.attributes = more.get("message_attributes")

        with mock.patch.object(delivery, "send", send), mock.patch.object(delivery, "RETRY_SECONDS", 0), \
                self.assertLogs("tapstack_emulator") if fails else mock.MagicMock():
            return delivery.deliver(None, SENDER, target or TARGET, "{}"), tried

    def test_what_may_help_is_tried_again(self):
        made, tried = self.deliver(fails=2)
        self.assertIsNone(made.error)
        self.assertEqual(["arn:target"] * 3, tried)

    def test_after_its_retries_an_event_is_a_dead_letter(self):
        made, tried = self.deliver(fails=99)
        self.assertEqual("OSError: no space", made.error)
        self.assertEqual(["arn:target"] * 4 + ["arn:dead"], tried)
        self.assertEqual(("OSError", "3", "MaximumRetryAttempts"), tuple(
            self.attributes[name]["StringValue"]
            for name in ("ERROR_CODE", "RETRY_ATTEMPTS", "EXHAUSTED_RETRY_CONDITION")))

    def test_the_targets_retry_policy_may_ask_for_fewer(self):
        _, tried = self.deliver(99, {**TARGET, "RetryPolicy": {"MaximumRetryAttempts": 0}})
        self.assertEqual(["arn:target", "arn:dead"], tried)


if __name__ == "__main__":
    unittest.main()
