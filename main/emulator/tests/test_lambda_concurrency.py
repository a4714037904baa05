import unittest

from botocore.exceptions import ClientError

from .functions import zipped
from .running import Running

UNRESERVED = ("Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution "
              "below its minimum value of [100].")


class LambdaConcurrencyTest(unittest.TestCase):
    """lambda/latest/dg/configuration-concurrency.html: 100 of an account's executions stay unreserved. The sentence is
    AWS's: DataDog/datadog-serverless-functions#621."""

    def start(self, *options):
        emulator = Running(*options)
        self.addCleanup(emulator.end)
        self.functions = emulator.client("lambda")
        role = emulator.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument='{"Statement": []}')["Role"]
        for name in ("one", "other"):
            self.functions.create_function(FunctionName=name, Runtime="java17", Role=role["Arn"], Handler="h",
                                           Code={"ZipFile": zipped()})

    def refused(self, name, reserved):
        with self.assertRaises(ClientError) as caught:
            self.functions.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=reserved)
        self.assertEqual(("InvalidParameterValueException", UNRESERVED), (
            caught.exception.response["Error"]["Code"], caught.exception.response["Error"]["Message"]))

    def test_an_established_account_has_900_to_reserve(self):
        self.start()
        self.functions.put_function_concurrency(FunctionName="one", ReservedConcurrentExecutions=500)
        self.refused("other", 401)
        self.functions.put_function_concurrency(FunctionName="other", ReservedConcurrentExecutions=400)
        self.functions.put_function_concurrency(FunctionName="other", ReservedConcurrentExecutions=400)

    def test_a_new_account_has_none(self):
        self.start("--lambda-concurrency", "10")
        self.refused("one", 1)


if __name__ == "__main__":
    unittest.main()
