import json
import unittest
import urllib.error
import urllib.request

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from moto.core.utils import get_service_model

from tapstack_emulator.models import routes
from tapstack_emulator.models.constraints import Check
from tapstack_emulator.models.patterns import compiled

from .running import shared

SERVICES = ("accessanalyzer acm apigateway application-autoscaling autoscaling cloudfront cloudtrail cloudwatch "
            "cognito-idp config dynamodb ec2 elbv2 events guardduty iam kms lambda logs rds resourcegroupstaggingapi "
            "route53 s3 s3control scheduler secretsmanager securityhub ses sesv2 sns sqs ssm sts wafv2 xray").split()


class ModelsTest(unittest.TestCase):
    """What AWS's service models refuse. The sentences are AWS's: aws/aws-cli#3229 (enumeration),
    fluent-plugin-cloudwatch-logs#223 (several, pattern, length), appleboy/lambda-action#83 (lists),
    AWSEC2/latest/APIReference/errors-overview.html (EC2)."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()

    def client(self, service):
        """One that sends whatever it is given."""
        return boto3.client(service, endpoint_url=self.emulator.url, region_name="us-east-1",
                            aws_access_key_id=self.emulator.root[0], aws_secret_access_key=self.emulator.root[1],
                            config=Config(retries={"total_max_attempts": 1}, parameter_validation=False))

    def refused(self, code, message, action, **parameters):
        with self.assertRaises(ClientError) as caught:
            action(**parameters)
        self.assertEqual(code, caught.exception.response["Error"]["Code"])
        self.assertIn(message, caught.exception.response["Error"]["Message"])

    def refusals(self):
        return {(each["operation"], each["member"]): each["code"] for each in self.emulator.show("models")["refused"]}

    def sent(self, service, path, body, headers, method="POST"):
        """(status, body) of a request that no client would make."""
        request = AWSRequest(method, self.emulator.url + path, data=body, headers=headers)
        SigV4Auth(Credentials(*self.emulator.root), service, "us-east-1").add_auth(request)
        try:
            answer = urllib.request.urlopen(urllib.request.Request(request.url, body, dict(request.headers),
                                                                   method=method))
        except urllib.error.HTTPError as problem:
            answer = problem
        with answer:
            return answer.status, answer.read().decode()

    # --- every protocol --------------------------------------------------------------

    def test_json_names_what_is_missing(self):
        self.refused("ValidationException", "1 validation error detected: Value null at 'tableName' failed to satisfy "
                     "constraint: Member must not be null", self.client("dynamodb").get_item, Key={"id": {"S": "1"}})

    def test_json_lists_all_that_is_wrong(self):
        self.refused("InvalidParameterException", "2 validation errors detected: Value '' at 'logGroupNamePrefix' failed "
                     "to satisfy constraint: Member must have length greater than or equal to 1; Value '' at "
                     r"'logGroupNamePrefix' failed to satisfy constraint: Member must satisfy regular expression "
                     r"pattern: [\.\-_/#A-Za-z0-9]+",
                     self.client("logs").describe_log_groups, logGroupNamePrefix="")

    def test_rest_json_names_the_values_of_an_enumeration(self):
        self.refused("ValidationException", "Value 'g1.x' at 'runtime' failed to satisfy constraint: Member must satisfy "
                     "enum value set: [", self.client("lambda").create_function, FunctionName="f", Runtime="g1.x",
                     Role="arn:aws:iam::123456789012:role/r", Handler="h", Code={"ZipFile": b"x"})

    def test_rest_json_checks_the_path(self):
        self.refused("ValidationException", "at 'functionName' failed to satisfy constraint: Member must have length "
                     "less than or equal to 256", self.client("lambda").get_function, FunctionName="f" * 257)

    def test_rest_json_checks_the_query(self):
        self.refused("ValidationException", "Value '10001' at 'maxItems' failed to satisfy constraint: Member must have "
                     "value less than or equal to 10000", self.client("lambda").list_functions, MaxItems=10001)

    def test_rest_xml_checks_the_body(self):
        self.refused("InvalidInput", "at 'hostedZoneConfig.comment' failed to satisfy constraint: Member must have "
                     "length less than or equal to 256", self.client("route53").create_hosted_zone, Name="a.example.",
                     CallerReference="1", HostedZoneConfig={"Comment": "c" * 257})

    def test_s3_refuses_a_body_against_its_schema(self):
        s3 = self.client("s3")
        s3.create_bucket(Bucket="checked")
        self.refused("MalformedXML", "The XML you provided was not well-formed or did not validate against our "
                     "published schema", s3.put_bucket_versioning, Bucket="checked",
                     VersioningConfiguration={"Status": "On"})
        self.refused("MalformedXML", "", s3.put_bucket_lifecycle_configuration, Bucket="checked",
                     LifecycleConfiguration={"Rules": [{"ID": "all", "Filter": {"Prefix": ""}}]})

    def test_a_query_service_names_the_place_in_a_list(self):
        self.refused("ValidationError", "at 'tags.2.member.key' failed to satisfy constraint: Member must have length "
                     "less than or equal to 128", self.client("iam").create_role, RoleName="r",
                     AssumeRolePolicyDocument="{}", Tags=[{"Key": "a", "Value": "b"}, {"Key": "k" * 129, "Value": "v"}])

    def test_ec2_says_which_parameter_is_missing(self):
        self.refused("MissingParameter", "The request must contain the parameter VpcId",
                     self.client("ec2").create_subnet, CidrBlock="10.0.0.0/24")

    def test_ec2_refuses_a_value_out_of_its_enumeration(self):
        self.refused("InvalidParameterValue", "Value (thick) for parameter instanceTenancy is invalid",
                     self.client("ec2").create_vpc, CidrBlock="10.0.0.0/16", InstanceTenancy="thick")

    def test_ec2_refuses_a_parameter_that_it_does_not_know(self):
        status, answer = self.sent("ec2", "/", b"Action=DescribeVpcs&Version=2016-11-15&Vpc.1=vpc-1",
                                   {"Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual(400, status)
        self.assertIn("<Code>UnknownParameter</Code><Message>The parameter Vpc is not recognized", answer)

    def test_a_list_of_plain_values_is_repeated_with_their_constraints(self):
        self.refused("ValidationException", "Value '[arn:x]' at 'layers' failed to satisfy constraint: Member must satisfy "
                     "constraint: [Member must have length less than or equal to 140, Member must have length greater "
                     "than or equal to 1, Member must satisfy regular expression pattern: ",
                     self.client("lambda").create_function, FunctionName="f", Code={"ZipFile": b"x"}, Layers=["arn:x"],
                     Role="arn:aws:iam::123456789012:role/r")

    def test_a_secret_value_is_not_repeated(self):
        self.refused("InvalidParameterException", "1 validation error detected: Value at 'password' failed to satisfy "
                     "constraint", self.client("cognito-idp").sign_up, ClientId="c1", Username="u", Password=" ")

    # --- requests that no client makes -----------------------------------------------

    def test_a_number_is_no_string(self):
        status, answer = self.sent("kms", "/", json.dumps({"KeyId": 1}).encode(), {
            "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "TrentService.DescribeKey"})
        self.assertEqual((400, "SerializationException"), (status, json.loads(answer)["__type"]))
        self.assertIn("NUMBER_VALUE can not be converted to a String at 'keyId'", answer)

    def test_half_a_body_is_not_read(self):
        status, answer = self.sent("kms", "/", b'{"KeyId": ', {
            "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "TrentService.DescribeKey"})
        self.assertEqual((400, "SerializationException"), (status, json.loads(answer)["__type"]))

    def test_an_action_that_does_not_exist_is_refused(self):
        status, answer = self.sent("rds", "/", b"Action=MakeDatabase&Version=2014-10-31",
                                   {"Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual(400, status)
        self.assertIn("<Code>InvalidAction</Code>", answer)
        status, answer = self.sent("kms", "/", b"{}", {"Content-Type": "application/x-amz-json-1.1",
                                                       "X-Amz-Target": "TrentService.MakeKey"})
        self.assertEqual((400, "UnknownOperationException"), (status, json.loads(answer)["__type"]))

    def test_a_member_that_json_services_do_not_know_is_counted_and_read_over(self):
        status, _ = self.sent("kms", "/", b'{"Colour": "red"}', {"Content-Type": "application/x-amz-json-1.1",
                                                                 "X-Amz-Target": "TrentService.ListKeys"})
        self.assertEqual(200, status)
        self.assertIn({"operation": "kms:ListKeys", "member": "Colour", "count": 1},
                      self.emulator.show("models")["unknown"])

    # --- what is counted -------------------------------------------------------------

    def test_what_was_refused_is_counted_with_its_reason(self):
        before = self.emulator.show("models")["checked"]
        self.refused("ValidationException", "", self.client("ssm").get_parameter, WithDecryption=True)
        after = self.emulator.show("models")
        self.assertEqual(before + 1, after["checked"])
        self.assertIn({"operation": "ssm:GetParameter", "code": "ValidationException", "member": "name",
                       "constraint": "Member must not be null", "count": 1}, after["refused"])

    def test_what_is_wrong_is_refused_before_policies_are_asked(self):
        self.emulator.enforce_iam(False)
        self.addCleanup(self.emulator.enforce_iam, True)
        self.refused("ValidationException", "tableName", self.client("dynamodb").describe_table)

    # --- models ----------------------------------------------------------------------

    def test_every_pattern_can_be_read(self):
        for service in SERVICES:
            shapes = get_service_model(service)._shape_resolver._shape_map
            for pattern in {shape["pattern"] for shape in shapes.values() if "pattern" in shape}:
                with self.subTest(service=service, pattern=pattern):
                    compiled(pattern)

    def test_a_letter_of_any_alphabet_is_a_letter(self):
        pattern = compiled(r"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$")
        self.assertTrue(pattern.fullmatch("Größe Ω 1:𝔸"))
        self.assertFalse(pattern.fullmatch("a;b"))

    def test_every_rest_operation_is_found_by_its_own_request(self):
        for service in SERVICES:
            model = get_service_model(service)
            if not str(model.protocol).startswith("rest"):
                continue
            for name in model.operation_names:
                operation = model.operation_model(name)
                if operation.deprecated or (service, name) in ALIKE:
                    continue
                path, _, query = operation.http["requestUri"].partition("?")
                shape = operation.input_shape
                located = [shape.members[each] for each in shape.required_members] if shape else []
                given = {where: {member.serialization["name"]: "x" for member in located
                                 if member.serialization.get("location") == where} for where in ("querystring", "header")}
                given["querystring"].update(part.partition("=")[::2] for part in query.split("&") if part)
                for label in ("{", "}", "+"):
                    path = path.replace(label, "")
                with self.subTest(service=service, operation=name):
                    self.assertEqual(name, routes.find(model, operation.http["method"], path, given["querystring"],
                                                       given["header"])[0])


# one of two operations with the same request
ALIKE = {("s3", "ListDirectoryBuckets")}


class CheckTest(unittest.TestCase):
    def found(self, service, operation, **given):
        check = Check(text=False)
        check.of(get_service_model(service).operation_model(operation).input_shape, given)
        return [f"{each.path}: {each.constraint}" for each in check.found]

    def test_a_whole_value_must_match_its_pattern(self):
        self.assertEqual([], self.found("lambda", "AddPermission", FunctionName="f", StatementId="a",
                                        Action="lambda:InvokeFunction", Principal="p"))
        self.assertEqual(["statementId: Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)"],
                         self.found("lambda", "AddPermission", FunctionName="f", StatementId="a b",
                                    Action="lambda:InvokeFunction", Principal="p"))

    def test_keys_of_a_map_are_checked(self):
        [found] = self.found("lambda", "UpdateFunctionConfiguration", FunctionName="f",
                             Environment={"Variables": {"1": "x"}})
        self.assertTrue(found.startswith("environment.variables: Map keys must satisfy constraint: ["), found)


if __name__ == "__main__":
    unittest.main()
