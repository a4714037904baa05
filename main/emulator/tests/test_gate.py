import http.client
import json
import os
import stat
import unittest
import urllib.error
import urllib.request
from pathlib import Path

from botocore.exceptions import ClientError

from tapstack_emulator import gate

from .functions import zipped
from .openapi import document
from .running import Running

EVIL = "https://evil.example"
RUN = b"Action=RunInstances&Version=2016-11-15&ImageId=ami-1&MinCount=1&MaxCount=1&UserData=IyEvYmluL3No"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
UNKNOWN = {"Authorization": "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/ec2/aws4_request, SignedHeaders=host, "
                            "Signature=0", "X-Amz-Date": "20260101T000000Z"}
# Whatever a page can do to have a request sent, as a browser sends it.
PAGES = {
    "fetch": {"Origin": EVIL, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"},
    "a form": {"Origin": EVIL, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    "a sandboxed frame": {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    "an image": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
    "a page on another port": {"Sec-Fetch-Site": "same-site"},
    "an old browser": {"Origin": EVIL},
    "an origin on loopback": {"Origin": "http://127.0.0.1:8080"},
    "a WebSocket": {"Origin": EVIL, "Connection": "Upgrade", "Upgrade": "websocket"},
}
REBOUND = ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evilamazonaws.com", "amazonaws.com.evil",
           "0.0.0.0", "[::1]", "127.0.0.1, evil.example", "")


class RefusalTest(unittest.TestCase):
    def test_pages_are_refused(self):
        for page, headers in PAGES.items():
            with self.subTest(page):
                self.assertIsNotNone(self.refusal("127.0.0.1:5000", headers))

    def test_rebound_names_are_refused_on_every_port(self):
        for host in REBOUND:
            with self.subTest(host):
                self.assertIsNotNone(self.refusal(host, {}))
                self.assertIsNotNone(self.refusal(host + ":5000", {}))

    def test_programs_pass_by_loopbacks_names_and_by_awss(self):
        for host in ("127.0.0.1:5000", "localhost:5000", "LOCALHOST", "123456789012.127.0.0.1:5000",
                     "s3.eu-central-1.amazonaws.com"):
            with self.subTest(host):
                self.assertIsNone(self.refusal(host, {}))

    @staticmethod
    def refusal(host, headers):
        return gate.refusal({"HTTP_HOST": host, **{
            "HTTP_" + name.upper().replace("-", "_"): value for name, value in headers.items()}})


class GateTest(unittest.TestCase):
    """A whole emulator, asked as pages and strangers ask."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = Running()
        cls.addClassCleanup(cls.emulator.end)

    def send(self, method, path, headers=None, body=b""):
        """(status, headers in lower case) of raw HTTP."""
        connection = http.client.HTTPConnection("127.0.0.1", self.emulator.port, timeout=10)
        self.addCleanup(connection.close)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}

    def nothing_happened(self):
        reservations = self.emulator.client("ec2").describe_instances()["Reservations"]
        self.assertEqual([], reservations)
        with self.assertRaises(ClientError):
            self.emulator.client("sqs", "nobody", "nothing").list_queues()

    def test_a_page_cannot_switch_iam_off_nor_run_an_instance(self):
        for page, headers in PAGES.items():
            for method, path, more, body in (("POST", "/moto-api/reset-auth", {"Content-Type": "text/plain"}, b"inf"),
                                             ("POST", "/moto-api/reset", {}, b""),
                                             ("OPTIONS", "/", {"Access-Control-Request-Method": "POST"}, b""),
                                             ("POST", "/", {**FORM, **UNKNOWN}, RUN), ("GET", "/", {}, b""),
                                             ("GET", "/_tapstack/functions", {}, b"")):
                with self.subTest(page, path=path, method=method):
                    status, answered = self.send(method, path, {**headers, **more}, body)
                    self.assertEqual(403, status)
                    self.assertEqual([], [name for name in answered if name.startswith("access-control-")])
        self.nothing_happened()

    def test_a_page_with_the_roots_signature_is_refused_all_the_same(self):
        status, answer = self.emulator.as_root("POST", "/moto-api/reset-auth", b"inf", {"Origin": EVIL})
        self.assertEqual(403, status)
        self.assertIn("pages may not call this", answer["message"])
        self.nothing_happened()

    def test_a_rebound_name_reaches_nothing(self):
        for host in REBOUND:
            with self.subTest(host):
                self.assertEqual(403, self.send("GET", "/_tapstack/health", {"Host": host})[0])
                self.assertEqual(403, self.send("POST", "/moto-api/reset-auth", {"Host": host}, b"inf")[0])
        self.assertEqual(403, self.send("GET", "http://evil.example/")[0], "by its target's name, not by Host's")
        self.nothing_happened()

    def test_only_the_root_acts_on_the_emulator(self):
        iam = self.emulator.client("iam")
        iam.create_user(UserName="administrator")
        iam.put_user_policy(UserName="administrator", PolicyName="p", PolicyDocument=json.dumps(
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}))
        key = iam.create_access_key(UserName="administrator")["AccessKey"]
        for sign in (None, (key["AccessKeyId"], key["SecretAccessKey"]), (self.emulator.root[0], "guessed"),
                     ("test", "test")):
            for method, path in (("GET", "/_tapstack/health"), ("GET", "/_tapstack/anything-new"),
                                 ("POST", "/moto-api/reset-auth"), ("POST", "/moto-api/reset"), ("GET", "/moto-api/"),
                                 ("GET", "/%6doto-api/data.json"), ("GET", "//moto-api/data.json")):
                with self.subTest(path, key=sign and sign[0]), self.assertRaises(urllib.error.HTTPError) as caught:
                    urllib.request.urlopen(self.emulator.signed(method, path, sign=sign, service="sts"))
                self.assertEqual(403, caught.exception.code)
        self.nothing_happened()

    def test_what_is_no_call_wants_a_signature_too(self):
        for path in ("/latest/meta-data/iam/security-credentials/", "/favicon.ico",
                     "/codedeploy_us-east-1/list-tags-for-resource", "/es_us-east-1/2015-01-01/domain"):
            with self.subTest(path):
                self.assertEqual(403, self.send("GET", path)[0])

    def test_a_deployed_api_answers_pages_as_it_was_deployed(self):
        apis = self.emulator.client("apigateway")
        role = self.emulator.client("iam").create_role(RoleName="f", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        arn = self.emulator.client("lambda").create_function(
            FunctionName="f", Role=role, Runtime="java21", Handler="h", Code={"ZipFile": zipped()})["FunctionArn"]
        api = apis.import_rest_api(body=json.dumps(document(arn)))["id"]
        apis.create_deployment(restApiId=api, stageName="local")
        status, answered = self.send("OPTIONS", f"/_execute-api/{api}/local/payment", PAGES["fetch"])
        self.assertEqual(204, status)
        self.assertEqual("*", answered["access-control-allow-origin"])

    def test_the_roots_key_is_new_each_time_and_its_owners_alone(self):
        other = Running()
        self.addCleanup(other.end)
        self.assertNotEqual(self.emulator.root, other.root)
        folder = Path(other.folder.name)
        modes = {file.name: stat.S_IMODE(os.stat(file).st_mode) for file in (folder, *folder.glob("credentials.*"))}
        self.assertEqual({folder.name: 0o700, "credentials.json": 0o600, "credentials.curl": 0o600}, modes)


if __name__ == "__main__":
    unittest.main()
