import gzip
import json
import unittest

from tapstack_emulator.cdn import compression, response_headers
from tapstack_emulator.gateway.request import Answer as Given
from tapstack_emulator.gateway.request import Request

from .edge import Edge

ACCOUNT = "123456789012"
OPTIMIZED, DISABLED = "658327ea-f89d-4fab-a63d-7e88639e58f6", "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_BUT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
READ = {"Quantity": 2, "Items": ["GET", "HEAD"], "CachedMethods": {"Quantity": 2, "Items": ["GET", "HEAD"]}}
SECURITY = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains", "X-Frame-Options": "DENY",
            "Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Opener-Policy": "same-origin"}
POLICY = {
    "Name": "headers",
    "SecurityHeadersConfig": {
        "StrictTransportSecurity": {"Override": True, "AccessControlMaxAgeSec": 63072000, "IncludeSubdomains": True},
        "ContentSecurityPolicy": {"Override": True, "ContentSecurityPolicy": "default-src 'none'"},
        "ContentTypeOptions": {"Override": True}, "FrameOptions": {"Override": True, "FrameOption": "DENY"},
        "ReferrerPolicy": {"Override": False, "ReferrerPolicy": "no-referrer"}},
    "CustomHeadersConfig": {"Quantity": 1, "Items": [
        {"Header": "Cross-Origin-Opener-Policy", "Value": "same-origin", "Override": True}]},
    "RemoveHeadersConfig": {"Quantity": 2, "Items": [{"Header": "Server"}, {"Header": "X-Powered-By"}]}}
INDEX = b"<html>" + b"index " * 300 + b"</html>"
AWAY = b"<html>away</html>"
GZIP = ("Accept-Encoding", "br, gzip")


def items(*values):
    return {"Quantity": len(values), "Items": list(values)}


class CdnTest(unittest.TestCase):
    """A site as the portal's: files in a bucket, the API behind a load balancer that wants a header."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = Edge()
        cls.addClassCleanup(cls.emulator.end)
        cls.cloudfront, cls.s3 = cls.emulator.client("cloudfront"), cls.emulator.client("s3")
        cls.balancer, cls.group = cls.emulator.load_balancer("edge-alb")
        cls.emulator.guarded(cls.balancer, cls.group)
        cls.s3.create_bucket(Bucket="site")
        for name, content, kind, control in (
                ("index.html", INDEX, "text/html; charset=utf-8", "no-cache"),
                ("error.html", AWAY, "text/html", "no-cache"),
                ("assets/a b.css", b"body { margin: 0 }" * 100, "text/css", "public, max-age=31536000, immutable"),
                ("assets/picture.png", bytes(range(256)) * 8, "image/png", "no-cache")):
            cls.s3.put_object(Bucket="site", Key=name, Body=content, ContentType=kind, CacheControl=control)
        cls.control = cls.cloudfront.create_origin_access_control(OriginAccessControlConfig={
            "Name": "site", "SigningProtocol": "sigv4", "SigningBehavior": "always",
            "OriginAccessControlOriginType": "s3"})["OriginAccessControl"]["Id"]
        cls.headers = cls.cloudfront.create_response_headers_policy(
            ResponseHeadersPolicyConfig=POLICY)["ResponseHeadersPolicy"]["Id"]
        cls.count = 0
        cls.site = cls.distribution()
        cls.let_in(cls.site)

    def setUp(self):
        self.emulator.instances.have({self.group: ["i-1"]})
        self.emulator.target.asked.clear()

    @classmethod
    def distribution(cls, api=None, files=None, **changes):
        """A distribution's description; `api` and `files` are changes of the behaviours."""
        cls.count += 1
        behavior = {"TargetOriginId": "site", "ViewerProtocolPolicy": "redirect-to-https", "AllowedMethods": READ,
                    "CachePolicyId": OPTIMIZED, "ResponseHeadersPolicyId": cls.headers, "Compress": True}
        config = {
            "CallerReference": f"number {cls.count}", "Comment": "portal", "Enabled": True,
            "DefaultRootObject": "index.html",
            "Origins": items(cls.files_origin(), cls.api_origin()),
            "DefaultCacheBehavior": {**behavior, **(files or {})},
            "CacheBehaviors": items(
                {**behavior, "PathPattern": "/assets/*"},
                {**behavior, "PathPattern": "/api/*", "TargetOriginId": "api", "CachePolicyId": DISABLED,
                 "ViewerProtocolPolicy": "https-only", "OriginRequestPolicyId": ALL_BUT_HOST,
                 "AllowedMethods": {**READ, "Quantity": 3, "Items": ["GET", "HEAD", "OPTIONS"]}, **(api or {})}),
            "CustomErrorResponses": items(cls.error(403, 200, "/index.html"), cls.error(502, 502, "/error.html"),
                                          cls.error(504, 504, "/error.html")),
            **changes}
        return cls.cloudfront.create_distribution(DistributionConfig=config)["Distribution"]

    @classmethod
    def files_origin(cls, **changes):
        return {"Id": "site", "DomainName": "site.s3.us-east-1.amazonaws.com", "OriginAccessControlId": cls.control,
                "S3OriginConfig": {"OriginAccessIdentity": ""}, **changes}

    @classmethod
    def api_origin(cls, domain=None, protocol="http-only", secret="from-cloudfront", **more):
        return {"Id": "api", "DomainName": domain or cls.balancer["DNSName"],
                "CustomHeaders": items({"HeaderName": "X-Origin-Verify", "HeaderValue": secret}),
                "CustomOriginConfig": {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": protocol,
                                       "OriginReadTimeout": 1, **more}}

    @staticmethod
    def error(code, shown, page):
        return {"ErrorCode": code, "ResponseCode": str(shown), "ResponsePagePath": page, "ErrorCachingMinTTL": 0}

    @classmethod
    def let_in(cls, *distributions, bucket="site", more=()):
        cls.s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "cloudfront.amazonaws.com"}, "Action": "s3:GetObject",
             "Resource": f"arn:aws:s3:::{bucket}/*",
             "Condition": {"StringEquals": {"aws:SourceArn": [each["ARN"] for each in distributions]}}},
            {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": f"arn:aws:s3:::{bucket}/*",
             "Condition": {"Bool": {"aws:SecureTransport": "false"}}}, *more]}))

    def ask(self, path, of=None, host=None, **more):
        return self.emulator.ask(host or (of or self.site)["DomainName"], path, **more)

    def seen(self, path="/api/accounts", of=None, **more):
        return self.ask(path, of, **more).seen()

    def reading(self, **changes):
        """A distribution that may read the bucket too."""
        made = self.distribution(**changes)
        self.let_in(self.site, made)
        self.addCleanup(self.let_in, self.site)
        return made

    # --- names -----------------------------------------------------------------------

    def test_a_distribution_answers_to_its_names_whatever_their_case(self):
        made = self.reading(Aliases=items("portal.example.com"))
        for host in (made["DomainName"], made["DomainName"].upper() + ":443", f"{made['Id'].lower()}.cloudfront.localhost",
                     f"{made['Id'].lower()}.cloudfront.localhost:{self.emulator.port}", "portal.example.com"):
            with self.subTest(host):
                self.assertEqual((200, INDEX), self.status_and_body(self.ask("/", host=host)))
        for host in ("none.cloudfront.net", "none.cloudfront.localhost"):
            self.assertEqual(403, self.ask("/", host=host).status)

    def test_a_client_that_knows_no_such_name_asks_by_the_id(self):
        answer = self.emulator.ask("127.0.0.1", f"/_cloudfront/{self.site['Id']}/api/accounts?limit=1")
        self.assertEqual("/api/accounts?limit=1", answer.json()["path"])
        self.assertIn(b"index", self.emulator.ask("127.0.0.1", f"/_cloudfront/{self.site['Id']}/").body)
        self.assertEqual(403, self.emulator.ask("127.0.0.1", "/_cloudfront/ENOBODY/").status)

    def test_a_disabled_distribution_serves_nothing(self):
        answer = self.ask("/", self.reading(Enabled=False))
        self.assertEqual(403, answer.status)
        self.assertNotIn(b"index", answer.body)

    # --- files -----------------------------------------------------------------------

    def test_the_root_and_files_come_from_the_bucket(self):
        answer = self.ask("/")
        self.assertEqual((200, INDEX, "text/html; charset=utf-8", "no-cache", "Miss from cloudfront"), (
            answer.status, answer.body, *map(answer.header, ("Content-Type", "Cache-Control", "X-Cache"))))
        self.assertEqual("public, max-age=31536000, immutable", self.ask("/assets/a%20b.css").header("Cache-Control"))

    def test_an_unknown_path_shows_the_page_with_200(self):
        for path in ("/accounts", "/accounts/1?x=y", "/assets/none.css"):
            answer = self.ask(path)
            self.assertEqual((200, INDEX, "Error from cloudfront"), (answer.status, answer.body, answer.header("X-Cache")))
        answer = self.ask("/accounts", method="HEAD", headers=[("Range", "bytes=0-1"), ("If-None-Match", "*")])
        self.assertEqual((200, b"", str(len(INDEX))), (answer.status, answer.body, answer.header("Content-Length")))

    def test_a_bucket_policy_that_names_another_distribution_refuses(self):
        other = self.distribution(CustomErrorResponses=items())
        for path in ("/", "/assets/picture.png", "/none"):
            answer = self.ask(path, other)
            self.assertEqual(403, answer.status)
            self.assertIn(b"<Code>AccessDenied</Code>", answer.body)
        self.let_in(other)
        self.addCleanup(self.let_in, self.site)
        self.assertEqual(200, self.ask("/", other).status)
        self.assertEqual(403, self.ask("/").status, "not even the page for errors can be read")

    def test_without_an_access_control_that_signs_cloudfront_is_nobody(self):
        never = self.cloudfront.create_origin_access_control(OriginAccessControlConfig={
            "Name": "never", "SigningProtocol": "sigv4", "SigningBehavior": "never",
            "OriginAccessControlOriginType": "s3"})["OriginAccessControl"]["Id"]
        for control in ("", never):
            with self.subTest(control):
                origins = items(self.files_origin(OriginAccessControlId=control), self.api_origin())
                self.assertEqual(403, self.ask("/", self.reading(Origins=origins)).status)

    def test_a_statement_that_denies_goes_before_one_that_allows(self):
        self.let_in(self.site, more=[{"Effect": "Deny", "Principal": {"Service": "cloudfront.amazonaws.com"},
                                      "Action": "s3:GetObject", "Resource": "arn:aws:s3:::site/assets/picture.png"}])
        self.addCleanup(self.let_in, self.site)
        self.assertEqual(INDEX, self.ask("/assets/picture.png").body)

    def test_that_a_file_is_missing_is_told_only_to_who_may_list(self):
        plain = self.reading(CustomErrorResponses=items())
        self.assertEqual(403, self.ask("/none", plain).status)
        self.let_in(self.site, plain, more=[{"Effect": "Allow", "Principal": {"Service": "cloudfront.amazonaws.com"},
                                             "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::site"}])
        self.assertEqual(404, self.ask("/none", plain).status)

    def test_an_encrypted_file_needs_a_key_that_lets_cloudfront_in(self):
        kms = self.emulator.client("kms")
        self.s3.create_bucket(Bucket="secret")
        statement = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "kms:*",
                     "Resource": "*"}
        key = kms.create_key(Policy=json.dumps({"Statement": [statement]}))["KeyMetadata"]["Arn"]
        self.s3.put_bucket_encryption(Bucket="secret", ServerSideEncryptionConfiguration={"Rules": [{
            "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}}]})
        self.s3.put_object(Bucket="secret", Key="index.html", Body=b"secret")
        made = self.distribution(Origins=items(self.files_origin(DomainName="secret.s3.us-east-1.amazonaws.com"),
                                               self.api_origin()), CustomErrorResponses=items())
        self.let_in(made, bucket="secret")
        self.assertEqual(403, self.ask("/", made).status)
        for source, status in ((f"arn:aws:cloudfront::{ACCOUNT}:distribution/*", 200),
                               ("arn:aws:cloudfront::210987654321:distribution/*", 403)):
            kms.put_key_policy(KeyId=key, PolicyName="default", Policy=json.dumps({"Statement": [statement, {
                "Effect": "Allow", "Principal": {"Service": "cloudfront.amazonaws.com"}, "Action": "kms:Decrypt",
                "Resource": "*", "Condition": {"ArnLike": {"aws:SourceArn": source}}}]}))
            self.assertEqual(status, self.ask("/", made).status)

    def test_a_part_of_a_file_and_a_file_that_is_known(self):
        whole = self.ask("/assets/picture.png")
        tag, moment, size = whole.header("ETag"), whole.header("Last-Modified"), len(whole.body)

        def part(*headers):
            answer = self.ask("/assets/picture.png", headers=headers)
            return answer.status, answer.body, answer.header("Content-Range")

        self.assertEqual((206, whole.body[10:20], f"bytes 10-19/{size}"), part(("Range", "bytes=10-19")))
        self.assertEqual((206, whole.body[-3:], f"bytes {size - 3}-{size - 1}/{size}"), part(("Range", "bytes=-3")))
        self.assertEqual((206, whole.body[5:], f"bytes 5-{size - 1}/{size}"), part(("Range", "bytes=5-")))
        self.assertEqual((416, b"", f"bytes */{size}"), part(("Range", f"bytes={size}-")))
        self.assertEqual((200, whole.body, None), part(("Range", "bytes=1-2"), ("If-Range", '"other"')))
        for known in (("If-None-Match", tag), ("If-None-Match", f'"x", W/{tag}'), ("If-Modified-Since", moment)):
            self.assertEqual((304, b"", None), part(known))
        self.assertEqual(200, part(("If-None-Match", '"other"'))[0])
        self.assertEqual(200, part(("If-Match", tag))[0])
        self.assertEqual(412, part(("If-Match", '"other"'))[0])

    def test_text_is_compressed_for_who_takes_it(self):
        answer = self.ask("/", headers=[GZIP])
        self.assertEqual(("gzip", "Accept-Encoding"), (answer.header("Content-Encoding"), answer.header("Vary")))
        self.assertEqual(INDEX, gzip.decompress(answer.body))
        self.assertEqual(304, self.ask("/", headers=[GZIP, ("If-None-Match", answer.header("ETag"))]).status)
        for path, headers in (("/", []), ("/", [("Accept-Encoding", "gzip;q=0, br")]), ("/assets/picture.png", [GZIP]),
                              ("/", [GZIP, ("Range", "bytes=0-1200")]), ("/api/accounts", [GZIP])):
            with self.subTest(f"{path} {headers}"):
                self.assertIsNone(self.ask(path, headers=headers).header("Content-Encoding"))
        self.assertIsNone(self.ask("/", self.reading(files={"Compress": False}), headers=[GZIP])
                          .header("Content-Encoding"))

    # --- the API ---------------------------------------------------------------------

    def test_the_load_balancer_gets_the_deployed_header_and_not_the_viewers(self):
        self.assertEqual("from-cloudfront", self.seen(headers=[("x-origin-verify", "guessed")])["x-origin-verify"])
        around = self.emulator.ask(self.balancer["DNSName"], "/api/accounts")
        self.assertEqual(403, around.status)
        wrong = self.reading(Origins=items(self.files_origin(), self.api_origin(secret="old")))
        self.assertEqual(INDEX, self.ask("/api/accounts", wrong).body, "the load balancer refuses, the page is shown")

    def test_all_of_the_viewer_but_its_host_goes_on_where_the_policy_says_so(self):
        answer = self.ask("/api/accounts?limit=2&x=%2F", headers=[("Cookie", "a=b"), ("X-Mine", "1"), ("User-Agent", "me"),
                                                                 ("X-Forwarded-For", "192.0.2.1")])
        self.assertEqual("/api/accounts?limit=2&x=%2F", answer.json()["path"])
        seen = answer.seen()
        self.assertEqual((self.balancer["DNSName"], "a=b", "1", "me", "192.0.2.1, 127.0.0.1, 127.0.0.1"), tuple(
            seen[name] for name in ("host", "cookie", "x-mine", "user-agent", "x-forwarded-for")))
        self.assertEqual(answer.header("X-Amz-Cf-Id"), seen["x-amz-cf-id"])
        self.assertEqual(f"1.1 {self.site['DomainName']} (CloudFront)", seen["via"])

    def test_nothing_of_the_viewer_goes_on_without_a_policy(self):
        plain = self.distribution(api={"OriginRequestPolicyId": "", "CachePolicyId": OPTIMIZED})
        answer = self.ask("/api/accounts?limit=2", plain, headers=[
            ("Cookie", "a=b"), ("X-Mine", "1"), ("User-Agent", "me"), ("Authorization", "x"), ("If-Match", "t"), GZIP])
        seen = answer.seen()
        self.assertEqual("/api/accounts", answer.json()["path"])
        self.assertTrue({"cookie", "x-mine", "authorization"}.isdisjoint(seen), seen)
        self.assertEqual(("Amazon CloudFront", "t", "gzip"), (seen["user-agent"], seen["if-match"],
                                                              seen["accept-encoding"]))

    def test_an_alias_record_leads_to_the_load_balancer(self):
        route53 = self.emulator.client("route53")
        zone = route53.create_hosted_zone(Name="example.com", CallerReference="zone")["HostedZone"]["Id"]
        aliased = self.reading(Origins=items(self.files_origin(), self.api_origin("origin.example.com")))
        self.assertEqual((502, AWAY), self.status_and_body(self.ask("/api/accounts", aliased)))
        route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [{
            "Action": "CREATE", "ResourceRecordSet": {"Name": "origin.example.com", "Type": "A", "AliasTarget": {
                "HostedZoneId": "Z2P70J7EXAMPLE", "DNSName": f"dualstack.{self.balancer['DNSName']}.",
                "EvaluateTargetHealth": False}}}]})
        self.assertEqual("origin.example.com", self.seen(of=aliased)["host"])
        self.assertEqual(403, self.emulator.ask("origin.example.com", "/api/accounts").status)

    def test_an_origin_that_cannot_be_asked_shows_the_page_that_says_so(self):
        for path, status in (("/api/slow", 504), ("/api/broken", 502), ("/api/502", 502)):
            with self.subTest(path):
                answer = self.ask(path)
                self.assertEqual((status, AWAY, "Error from cloudfront"), (answer.status, answer.body,
                                                                           answer.header("X-Cache")))
        for origin, status in ((self.api_origin(protocol="https-only"), 504), (self.api_origin(HTTPPort=8080), 504),
                               (self.api_origin(protocol="https-only", HTTPSPort=80), 502)):
            made = self.reading(Origins=items(self.files_origin(), origin))
            self.assertEqual((status, AWAY), self.status_and_body(self.ask("/api/accounts", made)))

    def test_the_apis_own_answers_stay(self):
        for path, status in (("/api/404", 404), ("/api/503", 503)):
            self.assertEqual((status, path), (self.ask(path).status, self.ask(path).json()["path"]))
        self.emulator.instances.have({})
        self.assertEqual(503, self.ask("/api/accounts").status)

    def test_head_has_a_length_and_no_body(self):
        answer = self.ask("/api/accounts", method="HEAD")
        self.assertEqual((200, b""), (answer.status, answer.body))
        self.assertGreater(int(answer.header("Content-Length")), 100)

    # --- what viewers may ------------------------------------------------------------

    def test_a_method_that_is_not_allowed_is_refused_and_reaches_nobody(self):
        for method, path in (("POST", "/"), ("DELETE", "/assets/picture.png"), ("POST", "/api/accounts")):
            with self.subTest(f"{method} {path}"):
                answer = self.ask(path, method=method)
                self.assertEqual((403, "Error from cloudfront"), (answer.status, answer.header("X-Cache")))
                self.assertIn(b"not configured to allow the HTTP request method", answer.body)
        self.assertEqual([], self.emulator.target.asked)
        self.assertEqual(200, self.ask("/api/accounts", method="OPTIONS").status)

    def test_who_comes_by_http_is_redirected_or_refused(self):
        by_http = [("X-Forwarded-Proto", "http")]
        answer = self.ask("/accounts?a=b", headers=by_http)
        self.assertEqual((301, f"https://{self.site['DomainName']}/accounts?a=b", "Redirect from cloudfront"), (
            answer.status, answer.header("Location"), answer.header("X-Cache")))
        self.assertEqual(403, self.ask("/api/accounts", headers=by_http).status)
        self.assertEqual([], self.emulator.target.asked)
        self.assertEqual(200, self.ask("/", self.reading(files={"ViewerProtocolPolicy": "allow-all"}), headers=by_http)
                         .status)

    def test_the_first_behaviour_whose_pattern_fits_decides(self):
        made = self.reading()
        fetched = self.cloudfront.get_distribution_config(Id=made["Id"])
        config = fetched["DistributionConfig"]
        api = config["CacheBehaviors"]["Items"][1]
        config["CacheBehaviors"] = items({**api, "PathPattern": "assets/p?cture.*"}, *config["CacheBehaviors"]["Items"])
        self.cloudfront.update_distribution(Id=made["Id"], DistributionConfig=config, IfMatch=fetched["ETag"])
        self.assertEqual("/assets/picture.png", self.ask("/assets/picture.png", made).json()["path"])
        self.assertEqual(200, self.ask("/assets/a%20b.css", made).status)
        self.assertEqual(INDEX, self.ask("/ASSETS/picture.png", made).body)

    def test_a_policy_that_is_not_emulated_is_said_and_nobody_is_asked(self):
        answer = self.ask("/api/accounts", self.distribution(api={"OriginRequestPolicyId":
                                                                  "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf"}))
        self.assertEqual(500, answer.status)
        self.assertIn(b"is not emulated", answer.body)
        self.assertEqual([], self.emulator.target.asked)

    def test_a_condition_that_cannot_be_judged_is_an_error_and_lets_nobody_read(self):
        self.let_in(self.site, more=[{"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
                                      "Resource": "arn:aws:s3:::site/*", "Condition": {"BinaryEquals": {"a": "b"}}}])
        self.addCleanup(self.let_in, self.site)
        answer = self.ask("/")
        self.assertEqual((500, "DENY"), (answer.status, answer.header("X-Frame-Options")))
        self.assertIn(b"UnknownOperator", answer.body)

    def test_a_distribution_with_a_web_acl_serves(self):
        acl = self.emulator.client("wafv2").create_web_acl(
            Name="edge", Scope="CLOUDFRONT", DefaultAction={"Allow": {}}, VisibilityConfig={
                "SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "edge"})["Summary"]["ARN"]
        self.assertEqual(200, self.ask("/", self.reading(WebACLId=acl)).status)

    # --- headers ---------------------------------------------------------------------

    def test_every_answer_has_the_security_headers_and_none_that_is_removed(self):
        by_http = [("X-Forwarded-Proto", "http")]
        for path, more in (("/", {}), ("/accounts", {}), ("/assets/a%20b.css", {}), ("/api/accounts", {}),
                           ("/api/404", {}), ("/api/503", {}), ("/api/broken", {}), ("/", {"method": "POST"}),
                           ("/", {"method": "HEAD"}), ("/", {"headers": by_http}),
                           ("/api/accounts", {"headers": by_http}), ("/", {"headers": [("Range", "bytes=0-0")]})):
            with self.subTest(f"{path} {more}"):
                answer = self.ask(path, **more)
                self.assertEqual(SECURITY, {name: answer.header(name) for name in SECURITY}, answer.status)
                self.assertIsNone(answer.header("Server"))
                self.assertIsNone(answer.header("X-Powered-By"))
                self.assertRegex(answer.header("X-Amz-Cf-Id"), r"^[\w-]{54}==$")
                self.assertEqual(f"1.1 {self.site['DomainName']} (CloudFront)", answer.header("Via"))

    def test_a_header_that_does_not_override_leaves_the_origins(self):
        self.assertEqual("origin", self.ask("/api/accounts").header("Referrer-Policy"))
        self.assertEqual("no-referrer", self.ask("/").header("Referrer-Policy"))

    def test_without_a_policy_the_origins_headers_stay(self):
        plain = self.distribution(api={"ResponseHeadersPolicyId": ""})
        answer = self.ask("/api/accounts", plain)
        self.assertEqual(("tests", "ALLOW", None), tuple(map(answer.header, ("X-Powered-By", "X-Frame-Options",
                                                                             "Content-Security-Policy"))))

    # --- the journal -----------------------------------------------------------------

    def test_the_journal_tells_of_the_distribution_and_of_the_load_balancer(self):
        self.ask("/api/accounts?token=hidden")
        self.ask("/accounts")
        balancer, api, page = self.emulator.show("events?kind=edge")["events"][-3:]
        self.assertEqual(("edge-alb", self.site["Id"], self.site["Id"]), (balancer["source"], api["source"],
                                                                          page["source"]))
        self.assertRegex(api["summary"], r"^GET /api/accounts 200 in \d+ ms$")
        self.assertEqual(("/api/*", "api", None), tuple(api["detail"][name] for name in ("behavior", "origin", "errorPage")))
        self.assertEqual(("default", "site", "/index.html"), tuple(
            page["detail"][name] for name in ("behavior", "origin", "errorPage")))
        self.assertNotIn("hidden", str(api) + str(balancer))

    @staticmethod
    def status_and_body(answer):
        return answer.status, answer.body


class ResponseHeadersTest(unittest.TestCase):
    def test_transport_security_and_scripting_are_spelled_as_configured(self):
        for config, value in (({"AccessControlMaxAgeSec": 1}, "max-age=1"),
                              ({"AccessControlMaxAgeSec": 1, "IncludeSubdomains": True, "Preload": True},
                               "max-age=1; includeSubDomains; preload")):
            self.assertEqual([("Strict-Transport-Security", value)], response_headers.applied(
                {"SecurityHeadersConfig": {"StrictTransportSecurity": {"Override": True, **config}}}, []))
        for config, value in (({"Protection": False}, "0"), ({"Protection": True, "ModeBlock": True}, "1; mode=block")):
            self.assertEqual([("X-XSS-Protection", value)], response_headers.applied(
                {"SecurityHeadersConfig": {"XSSProtection": {"Override": True, **config}}}, []))

    def test_a_header_that_is_removed_and_set_is_set(self):
        self.assertEqual([("Server", "own")], response_headers.applied(
            {"RemoveHeadersConfig": items({"Header": "server"}),
             "CustomHeadersConfig": items({"Header": "Server", "Value": "own", "Override": False})},
            [("Server", "origin")]))


class CompressionTest(unittest.TestCase):
    def test_what_is_small_or_encoded_or_of_another_status_stays(self):
        request = Request("GET", "/", "/", "", [GZIP], b"", "127.0.0.1")
        text, long = ("Content-Type", "text/plain"), b"x" * 1_000
        for answer in (Given(200, long[1:], [text]), Given(200, long, [text, ("Content-Encoding", "br")]),
                       Given(500, long, [text]), Given(200, long, [])):
            self.assertEqual(answer.body, compression.compressed(answer, request).body)
        self.assertLess(len(compression.compressed(Given(200, long, [text]), request).body), 100)


if __name__ == "__main__":
    unittest.main()
