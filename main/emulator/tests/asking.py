import unittest

from botocore.exceptions import ClientError

from .running import Running


class Asking(unittest.TestCase):
    """What calls ask IAM for, as the emulator lists it."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = Running()
        cls.addClassCleanup(cls.emulator.end)

    def counts(self):
        return {(call["action"], call["resource"]): call["count"] for call in self.emulator.show("iam/calls")["calls"]}

    def asked(self, service, operation, **parameters):
        before = self.counts()
        try:
            getattr(self.emulator.client(service), operation)(**parameters)
        except ClientError as problem:  # what is not there was asked for all the same
            self.assertNotIn("AccessDenied", str(problem))
        return sorted(f"{action} {arn}" for (action, arn), count in self.counts().items()
                      if count > before.get((action, arn), 0))

    def asks(self, expected, service, operation, **parameters):
        with self.subTest(f"{service}.{operation}"):
            self.assertEqual(sorted(expected), self.asked(service, operation, **parameters))
