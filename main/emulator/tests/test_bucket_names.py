"""The rules are in the S3 User Guide, "General purpose bucket naming rules"."""
import unittest

from botocore.exceptions import ClientError

from .running import shared


class BucketNames(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.running = shared()
        cls.s3 = cls.running.client("s3")

    def test_refuses_what_s3_refuses(self):
        for name in ("Abc", "a_b", "abc-", "a..b", "192.168.5.4", "xn--state", "sthree-state", "amzn-s3-demo-state",
                     "state-s3alias", "state--ol-s3", "state.mrap", "state--table-s3"):
            with self.subTest(name), self.assertRaises(ClientError) as refused:
                self.s3.create_bucket(Bucket=name)
            self.assertEqual("InvalidBucketName", refused.exception.response["Error"]["Code"])

    def test_accepts_the_others(self):
        for name in ("abc", "tapstack.dev.state", "1-state"):
            self.s3.create_bucket(Bucket=name)
