import datetime
import unittest
from urllib.parse import urlsplit

from botocore.auth import S3SigV4Auth, SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from tapstack_emulator.iam.sigv4 import BadSignature, SignedRequest, parse, verify

SECRET = "wJalrXUtnFEMI/K7MDENG"
BASE = "http://127.0.0.1:5000/_execute-api/abc/v1"


def signed(path="/payment", method="POST", body=b'{"a":1}', headers=None, service="execute-api", token=None,
           signer=SigV4Auth):
    request = AWSRequest(method, BASE + path, data=body, headers={"Content-Type": "application/json",
                                                                  "Host": "127.0.0.1:5000", **(headers or {})})
    signer(Credentials("AKIDEXAMPLE", SECRET, token), service, "us-east-1").add_auth(request)
    url = urlsplit(request.url)
    return SignedRequest(method, url.path, url.query, {k.lower(): v for k, v in request.headers.items()}, body)


def changed(request, **changes):
    return SignedRequest(**{**request.__dict__, **changes})


class SignatureTest(unittest.TestCase):
    def assert_good(self, request, secret=SECRET, **options):
        verify(parse(request), request, secret, **options)

    def assert_bad(self, request, code, secret=SECRET, **options):
        with self.assertRaises(BadSignature) as caught:
            verify(parse(request), request, secret, **options)
        self.assertEqual(code, caught.exception.code)
        return str(caught.exception)

    def test_a_request_signed_by_botocore_is_good(self):
        self.assert_good(signed())
        self.assert_good(signed("/payment/a%20b%2Fc?userId=x%20y&b=2&a=1&a=0&empty=", "GET", b""))
        self.assert_good(signed("/payment/%C3%BC?q=%C3%A9", "GET", b""))
        self.assert_good(signed(token="session", headers={"Idempotency-Key": "  a   b "}))
        self.assert_good(signed(service="s3", signer=S3SigV4Auth))

    def test_a_presigned_request_is_good_until_it_expires(self):
        request = signed("/", "GET", b"", signer=lambda *a: SigV4QueryAuth(*a, expires=60))
        self.assert_good(request)
        later = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=61)
        self.assert_bad(request, "InvalidSignatureException", now=later)

    def test_another_secret_body_path_query_or_header_is_refused(self):
        request = signed(headers={"X-Amz-Extra": "1"})
        self.assert_bad(request, "InvalidSignatureException", secret="other")
        for change in ({"body": b'{"a":2}'}, {"path": "/other"}, {"query": "a=1"}, {"method": "PUT"},
                       {"headers": {**request.headers, "x-amz-extra": "2"}}):
            with self.subTest(change):
                self.assert_bad(changed(request, **change), "InvalidSignatureException")

    def test_an_old_signature_is_refused(self):
        later = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=6)
        self.assert_bad(signed(), "InvalidSignatureException", now=later)

    def test_a_clock_that_is_wrong_is_told_both_times(self):
        now = datetime.datetime(2026, 1, 2, 12, 0, tzinfo=datetime.timezone.utc)
        for hour, said in (("11", "expired: 20260102T110000Z is now earlier than 20260102T115500Z "
                                  "(20260102T120000Z - 5 min.)"),
                           ("13", "not yet current: 20260102T130000Z is still later than 20260102T120500Z "
                                  "(20260102T120000Z + 5 min.)")):
            with self.subTest(said):
                request = changed(signed(), headers={
                    "authorization": "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260102/us-east-1/execute-api/"
                                     "aws4_request, SignedHeaders=host, Signature=0", "x-amz-date": f"20260102T{hour}0000Z"})
                self.assertEqual(f"Signature {said}", self.assert_bad(request, "InvalidSignatureException", now=now))

    def test_a_presigned_request_without_a_number_of_seconds_is_incomplete(self):
        request = signed("/", "GET", b"", signer=lambda *a: SigV4QueryAuth(*a, expires=60))
        self.assert_bad(changed(request, query=request.query.replace("X-Amz-Expires=60", "X-Amz-Expires=x")),
                        "IncompleteSignatureException")

    def test_an_unsigned_request_lacks_an_authentication_token(self):
        with self.assertRaises(BadSignature) as caught:
            parse(SignedRequest("GET", "/", "", {"host": "h"}))
        self.assertEqual("MissingAuthenticationTokenException", caught.exception.code)

    def test_a_malformed_authorization_header_is_incomplete(self):
        for header in ("Bearer abc", "AWS4-HMAC-SHA256 Credential=a/b", "AWS4-HMAC-SHA256",
                       "AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=x"):
            with self.subTest(header), self.assertRaises(BadSignature) as caught:
                parse(SignedRequest("GET", "/", "", {"authorization": header, "x-amz-date": "20260101T000000Z"}))
            self.assertEqual("IncompleteSignatureException", caught.exception.code)


if __name__ == "__main__":
    unittest.main()
