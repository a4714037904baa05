import unittest

from botocore.exceptions import ClientError

from .events import EventQueue
from .running import shared

PRODUCT = "arn:aws:securityhub:us-east-1:123456789012:product/123456789012/default"


def finding(name, **more):
    return {"SchemaVersion": "2018-10-08", "Id": name, "ProductArn": PRODUCT, "GeneratorId": "g", "AwsAccountId":
            "123456789012", "CreatedAt": "2026-11-22T06:00:00Z", "UpdatedAt": "2026-11-22T06:00:00Z", "Title": "t",
            "Description": "d", "Severity": {"Label": "HIGH"}, "Types": ["Software and Configuration Checks"],
            "Resources": [{"Type": "AwsS3Bucket", "Id": "arn:aws:s3:::b"}], **more}


class SecurityHubFindingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        cls.hub = cls.emulator.client("securityhub")
        cls.events = EventQueue(cls.emulator, "aws.securityhub")

    def setUp(self):
        self.hub.enable_security_hub(EnableDefaultStandards=False)
        self.addCleanup(self.hub.disable_security_hub)

    def told(self):
        event, = self.events.next()
        told, = event["detail"]["findings"]
        return event, told

    def test_an_imported_finding_is_an_event_of_its_own_in_security_hubs_shape(self):
        answer = self.hub.batch_import_findings(Findings=[finding("1", Compliance={"Status": "FAILED"}), finding("2")])
        self.assertEqual((2, 0), (answer["SuccessCount"], answer["FailedCount"]))
        first, second = sorted(self.events.next(2), key=lambda event: event["resources"])
        self.assertEqual([f"{PRODUCT}/2"], second["resources"])
        self.assertEqual(("aws.securityhub", "Security Hub Findings - Imported", "us-east-1"),
                         (first["source"], first["detail-type"], first["region"]))
        told, = first["detail"]["findings"]
        self.assertEqual({**finding("1", Compliance={"Status": "FAILED"}), "Region": "us-east-1",
                          "RecordState": "ACTIVE", "Workflow": {"Status": "NEW"}, "WorkflowState": "NEW"},
                         {name: value for name, value in told.items() if name != "ProcessedAt"})

    def test_a_workflow_that_a_person_changed_stays_when_the_finding_is_imported_again(self):
        self.hub.batch_import_findings(Findings=[finding("1")])
        self.told()
        answer = self.hub.batch_update_findings(FindingIdentifiers=[
            {"Id": "1", "ProductArn": PRODUCT}, {"Id": "none", "ProductArn": PRODUCT}], Workflow={"Status": "SUPPRESSED"})
        self.assertEqual(["none"], [each["FindingIdentifier"]["Id"] for each in answer["UnprocessedFindings"]])
        self.assertEqual({"Status": "SUPPRESSED"}, self.told()[1]["Workflow"])
        self.hub.batch_import_findings(Findings=[finding("1", Title="changed")])
        told = self.told()[1]
        self.assertEqual(("changed", {"Status": "SUPPRESSED"}), (told["Title"], told["Workflow"]))

    def test_what_is_refused_is_told_to_nobody(self):
        answer = self.hub.batch_import_findings(Findings=[finding("1", Resources=[]), finding("2")])
        self.assertEqual((1, ["1"]), (answer["SuccessCount"], [each["Id"] for each in answer["FailedFindings"]]))
        self.assertEqual("2", self.told()[1]["Id"])

    def test_without_a_hub_nothing_is_imported(self):
        self.hub.disable_security_hub()
        self.addCleanup(self.hub.enable_security_hub)
        with self.assertRaisesRegex(ClientError, "InvalidAccessException"):
            self.hub.batch_import_findings(Findings=[finding("1")])


class GuardDutyFindingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        cls.guardduty = cls.emulator.client("guardduty")
        cls.events = EventQueue(cls.emulator, "aws.guardduty")
        cls.detector = cls.guardduty.create_detector(Enable=True)["DetectorId"]

    def test_a_sample_finding_is_an_event_in_guarddutys_shape_and_can_be_read(self):
        kind = "Policy:S3/BucketAnonymousAccessGranted"
        self.guardduty.create_sample_findings(DetectorId=self.detector, FindingTypes=[kind])
        event, = self.events.next()
        told = event["detail"]
        self.assertEqual(("aws.guardduty", "GuardDuty Finding"), (event["source"], event["detail-type"]))
        self.assertEqual((kind, 8.0, self.detector, True, False), (
            told["type"], told["severity"], told["service"]["detectorId"], told["service"]["additionalInfo"]["sample"],
            told["service"]["archived"]))
        self.assertIn(told["id"], self.guardduty.list_findings(DetectorId=self.detector)["FindingIds"])
        read, = self.guardduty.get_findings(DetectorId=self.detector, FindingIds=[told["id"]])["Findings"]
        self.assertEqual((told["arn"], kind, 8.0), (read["Arn"], read["Type"], read["Severity"]))

    def test_samples_come_in_every_severity_and_of_known_types_only(self):
        self.guardduty.create_sample_findings(DetectorId=self.detector)
        severities = {event["detail"]["severity"] for event in self.events.next(6)}
        self.assertEqual({2, 5, 8, 9}, severities)
        with self.assertRaisesRegex(ClientError, "BadRequestException.*there are: AttackSequence"):
            self.guardduty.create_sample_findings(DetectorId=self.detector, FindingTypes=["none"])


if __name__ == "__main__":
    unittest.main()
