import unittest

from .running import eventually, shared

FSBP = "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0"


class StandardsTest(unittest.TestCase):
    """Security Hub's standards, from the moment that one is enabled."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        cls.hub = cls.emulator.client("securityhub")
        cls.hub.enable_security_hub(EnableDefaultStandards=False)

    def record(self):
        """AWS Config's recorder runs from now on."""
        self.emulator.client("s3").create_bucket(Bucket="recordings")
        config = self.emulator.client("config")
        config.put_configuration_recorder(ConfigurationRecorder={"name": "r", "roleARN": "arn:aws:iam::123456789012:role/r"})
        config.put_delivery_channel(DeliveryChannel={"name": "c", "s3BucketName": "recordings"})
        config.start_configuration_recorder(ConfigurationRecorderName="r")

    def enable(self):
        """A standard, for a while; its status, until it changes no more."""
        made, = self.hub.batch_enable_standards(StandardsSubscriptionRequests=[{"StandardsArn": FSBP}])[
            "StandardsSubscriptions"]
        found = [made]

        def settled():
            found.extend(self.hub.get_enabled_standards()["StandardsSubscriptions"])
            return found[-1]["StandardsStatus"] != "PENDING"

        eventually(settled)
        self.hub.batch_disable_standards(StandardsSubscriptionArns=[made["StandardsSubscriptionArn"]])
        return list(dict.fromkeys(each["StandardsStatus"] for each in found))

    def test_a_standard_is_pending_first_and_stays_incomplete_if_no_recorder_runs_when_it_is_enabled(self):
        self.assertEqual(["PENDING", "INCOMPLETE"], self.enable())
        self.record()
        self.assertEqual(["PENDING", "READY"], self.enable())


if __name__ == "__main__":
    unittest.main()
