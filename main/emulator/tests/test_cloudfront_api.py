import copy
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from botocore.exceptions import ClientError

from .running import Running
from tapstack_emulator.certificates import Authority

MISSING = "00000000-0000-0000-0000-000000000000"
HEADERS = {
    "Name": "security", "Comment": "c",
    "SecurityHeadersConfig": {
        "StrictTransportSecurity": {"Override": True, "IncludeSubdomains": True, "AccessControlMaxAgeSec": 63072000},
        "ContentSecurityPolicy": {"Override": True, "ContentSecurityPolicy": "default-src 'none'"},
        "ContentTypeOptions": {"Override": True}, "FrameOptions": {"Override": True, "FrameOption": "DENY"},
        "ReferrerPolicy": {"Override": True, "ReferrerPolicy": "no-referrer"}},
    "CustomHeadersConfig": {"Quantity": 1, "Items": [
        {"Header": "Permissions-Policy", "Value": "camera=()", "Override": True}]},
    "RemoveHeadersConfig": {"Quantity": 1, "Items": [{"Header": "Server"}]}}
CONTROL = {"Name": "site", "Description": "d", "SigningProtocol": "sigv4", "SigningBehavior": "always",
           "OriginAccessControlOriginType": "s3"}
NONE = {"Quantity": 0}


def some(*items):
    return {"Quantity": len(items), "Items": list(items)}


def behavior(origin, headers, **more):
    return {
        "TargetOriginId": origin, "ViewerProtocolPolicy": "https-only", "ResponseHeadersPolicyId": headers,
        "CachePolicyId": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", "Compress": True, "SmoothStreaming": False,
        "OriginRequestPolicyId": "b689b0a8-53d0-40ab-baf2-68738e2966ac", "FieldLevelEncryptionId": "",
        "AllowedMethods": {**some("GET", "HEAD", "OPTIONS"), "CachedMethods": some("GET", "HEAD")},
        "TrustedSigners": {"Enabled": False, **NONE}, "TrustedKeyGroups": {"Enabled": False, **NONE},
        "LambdaFunctionAssociations": NONE, "FunctionAssociations": NONE, **more}


class CloudFrontApiTest(unittest.TestCase):
    """Distributions, response headers policies and access controls come back as they were set; what is in use stays."""

    @classmethod
    def setUpClass(cls):
        with mock.patch.dict(os.environ, MOTO_ACM_VALIDATION_WAIT="86400"):  # seconds; moto issues certificates by time
            cls.emulator = Running()
        cls.addClassCleanup(cls.emulator.end)
        cls.cloudfront, cls.acm, cls.waf = (cls.emulator.client(name) for name in ("cloudfront", "acm", "wafv2"))

    def setUp(self):
        self.emulator.reset()
        self.headers = self.cloudfront.create_response_headers_policy(ResponseHeadersPolicyConfig=HEADERS)
        self.headers_id = self.headers["ResponseHeadersPolicy"]["Id"]
        self.control = self.cloudfront.create_origin_access_control(OriginAccessControlConfig=CONTROL)
        self.control_id = self.control["OriginAccessControl"]["Id"]

    def refused(self, code, call, **parameters):
        with self.assertRaises(ClientError) as caught:
            call(**parameters)
        self.assertEqual(code, caught.exception.response["Error"]["Code"])

    def config(self, **changes):
        """Every field that AWS gives back."""
        return {
            "CallerReference": "r", "Comment": "edge", "Enabled": True, "HttpVersion": "http2and3", "Staging": False,
            "PriceClass": "PriceClass_100", "DefaultRootObject": "index.html", "IsIPV6Enabled": True, "WebACLId": "",
            "ContinuousDeploymentPolicyId": "", "Aliases": some("portal.example.com"), "OriginGroups": NONE,
            "Origins": some(
                {"Id": "site", "DomainName": "site.s3.eu-central-1.amazonaws.com", "OriginPath": "",
                 "CustomHeaders": NONE, "S3OriginConfig": {"OriginAccessIdentity": ""}, "ConnectionAttempts": 3,
                 "ConnectionTimeout": 10, "OriginShield": {"Enabled": False},
                 "OriginAccessControlId": self.control_id},
                {"Id": "api", "DomainName": "lb.example.com", "OriginPath": "",
                 "CustomHeaders": some({"HeaderName": "X-Origin-Verify", "HeaderValue": "s"}),
                 "ConnectionAttempts": 2, "ConnectionTimeout": 5, "OriginShield": {"Enabled": False},
                 "OriginAccessControlId": "", "CustomOriginConfig": {
                     "HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only",
                     "OriginSslProtocols": some("TLSv1.2"), "OriginReadTimeout": 31, "OriginKeepaliveTimeout": 6}}),
            "DefaultCacheBehavior": behavior("site", self.headers_id),
            "CacheBehaviors": some(behavior("api", self.headers_id, PathPattern="/api/*")),
            "CustomErrorResponses": some(
                {"ErrorCode": 403, "ResponsePagePath": "/index.html", "ResponseCode": "200", "ErrorCachingMinTTL": 10},
                {"ErrorCode": 502, "ResponsePagePath": "/error.html", "ResponseCode": "502", "ErrorCachingMinTTL": 0}),
            "Logging": {"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""},
            "ViewerCertificate": {"CloudFrontDefaultCertificate": True},
            "Restrictions": {"GeoRestriction": {"RestrictionType": "none", **NONE}}, **changes}

    def create(self, **changes):
        return self.cloudfront.create_distribution(DistributionConfig=self.config(**changes))

    def test_a_distribution_gives_back_all_of_its_configuration(self):
        distribution = self.create()["Distribution"]
        found = self.cloudfront.get_distribution(Id=distribution["Id"])["Distribution"]
        self.assertEqual(self.config(), found["DistributionConfig"])
        self.assertEqual("Deployed", distribution["Status"])
        self.assertEqual(f"arn:aws:cloudfront::123456789012:distribution/{found['Id']}", found["ARN"])
        listed, = self.cloudfront.list_distributions()["DistributionList"]["Items"]
        self.assertEqual((found["DomainName"], ["portal.example.com"], "edge"),
                         (listed["DomainName"], listed["Aliases"]["Items"], listed["Comment"]))

    def test_what_a_configuration_leaves_out_has_awss_defaults(self):
        whole = self.config()
        optional = ("Aliases", "HttpVersion", "PriceClass", "Restrictions", "ViewerCertificate", "CacheBehaviors")
        config = {name: value for name, value in whole.items() if name not in optional}
        found = self.cloudfront.create_distribution(DistributionConfig=config)["Distribution"]["DistributionConfig"]
        self.assertEqual((0, "http2", "PriceClass_All", "none", True, 0), (
            found["Aliases"]["Quantity"], found["HttpVersion"], found["PriceClass"],
            found["Restrictions"]["GeoRestriction"]["RestrictionType"],
            found["ViewerCertificate"]["CloudFrontDefaultCertificate"], found["CacheBehaviors"]["Quantity"]))

    def test_a_distribution_is_changed_and_deleted_in_the_version_that_was_read_and_only_when_disabled(self):
        created = self.create()
        name, first = created["Distribution"]["Id"], created["ETag"]
        disabled = self.config(Enabled=False)
        second = self.cloudfront.update_distribution(Id=name, IfMatch=first, DistributionConfig=disabled)["ETag"]
        self.assertNotEqual(first, second)
        self.refused("PreconditionFailed", self.cloudfront.update_distribution, Id=name, IfMatch=first,
                     DistributionConfig=disabled)
        self.refused("PreconditionFailed", self.cloudfront.delete_distribution, Id=name, IfMatch=first)
        third = self.cloudfront.update_distribution(Id=name, IfMatch=second, DistributionConfig=self.config())["ETag"]
        self.refused("DistributionNotDisabled", self.cloudfront.delete_distribution, Id=name, IfMatch=third)
        fourth = self.cloudfront.update_distribution(Id=name, IfMatch=third, DistributionConfig=disabled)["ETag"]
        self.cloudfront.delete_distribution(Id=name, IfMatch=fourth)
        self.refused("NoSuchDistribution", self.cloudfront.get_distribution, Id=name)

    def test_a_distribution_names_only_what_is_there(self):
        self.refused("NoSuchResponseHeadersPolicy", self.create, DefaultCacheBehavior=behavior("site", MISSING))
        self.refused("NoSuchOrigin", self.create, DefaultCacheBehavior=behavior("elsewhere", self.headers_id))
        self.refused("InvalidWebACLId", self.create,
                     WebACLId=f"arn:aws:wafv2:us-east-1:123456789012:global/webacl/x/{MISSING}")
        origins = copy.deepcopy(self.config()["Origins"])
        origins["Items"][0]["OriginAccessControlId"] = "E0"
        self.refused("InvalidOriginAccessControl", self.create, Origins=origins)

    def web_acl(self, scope):
        return self.waf.create_web_acl(Name="a", Scope=scope, DefaultAction={"Allow": {}}, VisibilityConfig={
            "MetricName": "m", "CloudWatchMetricsEnabled": True, "SampledRequestsEnabled": True})["Summary"]

    def test_a_distribution_takes_a_web_acl_of_its_scope(self):
        self.refused("InvalidWebACLId", self.create, WebACLId=self.web_acl("REGIONAL")["ARN"])
        acl = self.web_acl("CLOUDFRONT")["ARN"]
        self.assertEqual(acl, self.create(WebACLId=acl)["Distribution"]["DistributionConfig"]["WebACLId"])

    def test_a_web_acl_that_a_distribution_uses_is_not_deleted(self):
        acl = self.web_acl("CLOUDFRONT")
        created = self.create(WebACLId=acl["ARN"])
        names = {"Name": "a", "Scope": "CLOUDFRONT", "Id": acl["Id"], "LockToken": acl["LockToken"]}
        self.refused("WAFAssociatedItemException", self.waf.delete_web_acl, **names)
        self.cloudfront.update_distribution(Id=created["Distribution"]["Id"], IfMatch=created["ETag"],
                                            DistributionConfig=self.config())
        self.waf.delete_web_acl(**names)

    def test_a_distribution_takes_an_issued_certificate_of_us_east_1(self):
        def certificate(arn):
            return {"ACMCertificateArn": arn, "SSLSupportMethod": "sni-only",
                    "MinimumProtocolVersion": "TLSv1.2_2021"}

        self.refused("InvalidViewerCertificate", self.create, ViewerCertificate=certificate(
            f"arn:aws:acm:eu-central-1:123456789012:certificate/{MISSING}"))
        arn = self.acm.request_certificate(DomainName="portal.example.com", ValidationMethod="DNS")["CertificateArn"]
        self.refused("InvalidViewerCertificate", self.create, ViewerCertificate=certificate(arn))
        with tempfile.TemporaryDirectory() as folder:
            files = Authority(Path(folder, "ca")).server_certificate(Path(folder))
            arn = self.acm.import_certificate(**{name: file.read_bytes() for name, file in zip(
                ("Certificate", "PrivateKey"), files)})["CertificateArn"]
        found = self.create(ViewerCertificate=certificate(arn))["Distribution"]["DistributionConfig"]
        self.assertEqual(certificate(arn), found["ViewerCertificate"])

    def test_two_distributions_do_not_answer_for_one_name(self):
        first = self.create()
        self.refused("CNAMEAlreadyExists", self.create, CallerReference="other")
        self.cloudfront.update_distribution(Id=first["Distribution"]["Id"], IfMatch=first["ETag"],
                                            DistributionConfig=self.config(Comment="itself"))
        self.create(CallerReference="other", Aliases=some("www.example.com"))

    def test_tags_come_back_and_go(self):
        arn = self.cloudfront.create_distribution_with_tags(DistributionConfigWithTags={
            "DistributionConfig": self.config(), "Tags": {"Items": [{"Key": "a", "Value": "b"}]}})[
                "Distribution"]["ARN"]
        self.cloudfront.tag_resource(Resource=arn, Tags={"Items": [{"Key": "c", "Value": "d"}]})
        self.cloudfront.untag_resource(Resource=arn, TagKeys={"Items": ["a"]})
        self.assertEqual([{"Key": "c", "Value": "d"}],
                         self.cloudfront.list_tags_for_resource(Resource=arn)["Tags"]["Items"])

    def test_a_response_headers_policy_comes_back_as_it_was_set(self):
        found = self.cloudfront.get_response_headers_policy(Id=self.headers_id)
        self.assertEqual(HEADERS, found["ResponseHeadersPolicy"]["ResponseHeadersPolicyConfig"])
        config = self.cloudfront.get_response_headers_policy_config(Id=self.headers_id)
        self.assertEqual((HEADERS, found["ETag"]), (config["ResponseHeadersPolicyConfig"], config["ETag"]))
        listed, = self.cloudfront.list_response_headers_policies(Type="custom")["ResponseHeadersPolicyList"]["Items"]
        self.assertEqual(self.headers_id, listed["ResponseHeadersPolicy"]["Id"])

    def test_a_response_headers_policy_changes_in_the_version_that_was_read(self):
        changed = {**HEADERS, "Comment": "other"}
        update = self.cloudfront.update_response_headers_policy
        second = update(Id=self.headers_id, IfMatch=self.headers["ETag"], ResponseHeadersPolicyConfig=changed)
        self.assertEqual(changed, second["ResponseHeadersPolicy"]["ResponseHeadersPolicyConfig"])
        self.refused("PreconditionFailed", update, Id=self.headers_id, IfMatch=self.headers["ETag"],
                     ResponseHeadersPolicyConfig=HEADERS)
        self.refused("ResponseHeadersPolicyAlreadyExists", self.cloudfront.create_response_headers_policy,
                     ResponseHeadersPolicyConfig=HEADERS)
        self.refused("NoSuchResponseHeadersPolicy", self.cloudfront.get_response_headers_policy, Id=MISSING)

    def test_an_access_control_changes_in_the_version_that_was_read(self):
        update = self.cloudfront.update_origin_access_control
        changed = {**CONTROL, "Description": "other"}
        second = update(Id=self.control_id, IfMatch=self.control["ETag"], OriginAccessControlConfig=changed)
        self.assertEqual(changed, second["OriginAccessControl"]["OriginAccessControlConfig"])
        self.refused("PreconditionFailed", update, Id=self.control_id, IfMatch=self.control["ETag"],
                     OriginAccessControlConfig=CONTROL)
        self.refused("OriginAccessControlAlreadyExists", self.cloudfront.create_origin_access_control,
                     OriginAccessControlConfig=CONTROL)

    def test_what_a_distribution_uses_is_not_deleted(self):
        created = self.create(Enabled=False)
        uses = ((self.cloudfront.delete_response_headers_policy, "ResponseHeadersPolicyInUse", self.headers_id,
                 self.headers["ETag"]),
                (self.cloudfront.delete_origin_access_control, "OriginAccessControlInUse", self.control_id,
                 self.control["ETag"]))
        for delete, problem, name, version in uses:
            self.refused(problem, delete, Id=name, IfMatch=version)
        self.cloudfront.delete_distribution(Id=created["Distribution"]["Id"], IfMatch=created["ETag"])
        for delete, _, name, version in uses:
            delete(Id=name, IfMatch=version)
        self.refused("NoSuchResponseHeadersPolicy", self.cloudfront.get_response_headers_policy, Id=self.headers_id)
        self.refused("NoSuchOriginAccessControl", self.cloudfront.get_origin_access_control, Id=self.control_id)
