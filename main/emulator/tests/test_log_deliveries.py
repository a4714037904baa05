import json
import unittest

from botocore.exceptions import ClientError

from .running import shared
from .test_cloudfront_api import NONE, some

ACCOUNT = "123456789012"
SOURCE = f"arn:aws:logs:us-east-1:{ACCOUNT}:delivery-source:edge"


class LogDeliveriesTest(unittest.TestCase):
    """CloudFront's access logs: from us-east-1, to a bucket whose policy lets them in."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        for service in ("cloudfront", "logs", "s3"):
            setattr(cls, service, cls.emulator.client(service))

    def setUp(self):
        self.emulator.reset()
        self.s3.create_bucket(Bucket="edge")
        self.distribution = self.cloudfront.create_distribution(DistributionConfig={
            "CallerReference": "r", "Comment": "", "Enabled": True, "Origins": some(
                {"Id": "o", "DomainName": "o.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}),
            "DefaultCacheBehavior": {"TargetOriginId": "o", "ViewerProtocolPolicy": "https-only",
                                     "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
                                     "TrustedSigners": {"Enabled": False, **NONE}}})["Distribution"]["ARN"]

    def refused(self, code, call, *values, **parameters):
        with self.assertRaises(ClientError) as caught:
            call(*values, **parameters)
        self.assertEqual(code, caught.exception.response["Error"]["Code"])

    def admit(self, **changes):
        conditions = {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": ACCOUNT},
                      "ArnLike": {"aws:SourceArn": changes.get("source", SOURCE)}}
        self.s3.put_bucket_policy(Bucket="edge", Policy=json.dumps({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "delivery.logs.amazonaws.com"}, "Action": "s3:PutObject",
             "Resource": f"arn:aws:s3:::edge/{changes.get('folder', 'AWSLogs')}/{ACCOUNT}/*",
             "Condition": conditions}]}))

    def source(self, logs=None):
        (logs or self.logs).put_delivery_source(name="edge", resourceArn=self.distribution, logType="ACCESS_LOGS")

    def deliver(self):
        self.source()
        destination = self.logs.put_delivery_destination(
            name="edge", outputFormat="json", deliveryDestinationConfiguration={
                "destinationResourceArn": "arn:aws:s3:::edge"})["deliveryDestination"]
        return self.logs.create_delivery(deliverySourceName="edge", deliveryDestinationArn=destination["arn"])["delivery"]

    def test_a_delivery_comes_back_as_it_was_made(self):
        self.admit()
        delivery = self.deliver()
        self.assertEqual(delivery, self.logs.get_delivery(id=delivery["id"])["delivery"])
        self.assertEqual(("edge", "S3"), (delivery["deliverySourceName"], delivery["deliveryDestinationType"]))

    def test_a_bucket_whose_policy_does_not_let_this_source_in_gets_nothing(self):
        for policy in ({"source": SOURCE + "-2"}, {"folder": "logs"}):
            with self.subTest(policy):
                self.admit(**policy)
                self.refused("AccessDeniedException", self.deliver)
        self.s3.delete_bucket_policy(Bucket="edge")
        self.refused("AccessDeniedException", self.deliver)

    def test_cloudfronts_logs_are_delivered_from_us_east_1_only(self):
        self.refused("ValidationException", self.source, self.emulator.client("logs", region="eu-central-1"))

    def test_source_and_destination_of_a_delivery_stay(self):
        self.admit()
        delivery = self.deliver()
        self.refused("ConflictException", self.logs.delete_delivery_source, name="edge")
        self.refused("ConflictException", self.logs.delete_delivery_destination, name="edge")
        self.logs.delete_delivery(id=delivery["id"])
        self.logs.delete_delivery_source(name="edge")
        self.logs.delete_delivery_destination(name="edge")
        self.refused("ResourceNotFoundException", self.logs.get_delivery_source, name="edge")
