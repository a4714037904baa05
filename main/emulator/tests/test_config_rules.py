import json
import unittest

from botocore.exceptions import ClientError

from .events import EventQueue
from .running import shared

TLS_ONLY = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
ROLE = "arn:aws:iam::123456789012:role/config"
ALL_BLOCKED = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True, "RestrictPublicBuckets": True}


def policy(bucket, *statements):
    resources = [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Resource": resources, **each} for each in statements]})


class ConfigRuleTest(unittest.TestCase):
    """One account with a recorder; a test's rules bear the test's name, and resources are the test's own."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        cls.config, cls.s3, cls.account, cls.ec2, cls.kms = (
            cls.emulator.client(name) for name in ("config", "s3", "s3control", "ec2", "kms"))
        cls.s3.create_bucket(Bucket="recorded")
        cls.config.put_configuration_recorder(ConfigurationRecorder={"name": "recorder", "roleARN": ROLE})
        cls.config.put_delivery_channel(DeliveryChannel={"name": "channel", "s3BucketName": "recorded"})
        cls.config.start_configuration_recorder(ConfigurationRecorderName="recorder")
        cls.events = EventQueue(cls.emulator, "aws.config")

    def rule(self, identifier, scope=None, **parameters):
        method = self.id().rpartition(".")[2][-50:]  # AWS: 64 characters at most
        self.name = f"{method}-{len(self.config.describe_config_rules()['ConfigRules'])}"
        self.config.put_config_rule(ConfigRule={
            "ConfigRuleName": self.name, "Source": {"Owner": "AWS", "SourceIdentifier": identifier},
            "InputParameters": json.dumps(parameters), **({"Scope": scope} if scope else {})})
        self.addCleanup(self.config.delete_config_rule, ConfigRuleName=self.name)

    def compliance(self, resource_id):
        """Of one resource, after an evaluation; None when the rule does not look at it."""
        self.config.start_config_rules_evaluation(ConfigRuleNames=[self.name])
        results = self.config.get_compliance_details_by_config_rule(ConfigRuleName=self.name)["EvaluationResults"]
        found = {result["EvaluationResultIdentifier"]["EvaluationResultQualifier"]["ResourceId"]:
                 result["ComplianceType"] for result in results}
        return found.get(resource_id)

    def expect(self, compliance, resource_id):
        self.assertEqual(compliance, self.compliance(resource_id))

    def bucket(self, name):
        self.s3.create_bucket(Bucket=name)
        return name

    def group(self, name, *permissions, tags=()):
        group = self.ec2.create_security_group(GroupName=name, Description=name)["GroupId"]
        if tags:
            self.ec2.create_tags(Resources=[group], Tags=list(tags))
        if permissions:
            self.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=list(permissions))
        return group

    @staticmethod
    def tcp(first, last, cidr="0.0.0.0/0"):
        ranges = {"Ipv6Ranges": [{"CidrIpv6": cidr}]} if ":" in cidr else {"IpRanges": [{"CidrIp": cidr}]}
        return {"IpProtocol": "tcp", "FromPort": first, "ToPort": last, **ranges}

    # --- S3 --------------------------------------------------------------------------

    def test_a_buckets_own_public_access_block_needs_all_four_settings(self):
        name = self.bucket("level")
        self.rule("S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED")
        self.expect("NON_COMPLIANT", name)
        for setting in ALL_BLOCKED:
            self.s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration={**ALL_BLOCKED, setting: False})
            self.expect("NON_COMPLIANT", name)
        self.s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=ALL_BLOCKED)
        self.expect("COMPLIANT", name)

    def test_a_bucket_may_be_excluded(self):
        name = self.bucket("meant-to-be-public")
        self.rule("S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED", excludedPublicBuckets="another, meant-to-be-public")
        self.expect("COMPLIANT", name)

    def test_a_policy_or_an_acl_that_lets_everybody_read_is_seen_unless_it_is_blocked(self):
        name = self.bucket("read")
        self.rule("S3_BUCKET_PUBLIC_READ_PROHIBITED")
        self.expect("COMPLIANT", name)
        self.s3.put_bucket_acl(Bucket=name, ACL="public-read")
        self.expect("NON_COMPLIANT", name)
        self.s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration={"IgnorePublicAcls": True})
        self.expect("COMPLIANT", name)
        self.s3.put_bucket_policy(Bucket=name, Policy=policy(
            name, {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "s3:Get*"}))
        self.expect("NON_COMPLIANT", name)
        self.s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=ALL_BLOCKED)
        self.expect("COMPLIANT", name)

    def test_the_accounts_public_access_block_counts_too(self):
        name = self.bucket("account-blocked")
        self.s3.put_bucket_policy(Bucket=name, Policy=policy(
            name, {"Effect": "Allow", "Principal": "*", "Action": "s3:PutObject"}))
        self.rule("S3_BUCKET_PUBLIC_WRITE_PROHIBITED")
        self.expect("NON_COMPLIANT", name)
        self.account.put_public_access_block(AccountId="123456789012", PublicAccessBlockConfiguration=ALL_BLOCKED)
        self.addCleanup(self.account.delete_public_access_block, AccountId="123456789012")
        self.expect("COMPLIANT", name)

    def test_who_is_let_in_by_a_condition_is_not_everybody(self):
        name = self.bucket("conditional")
        self.rule("S3_BUCKET_PUBLIC_WRITE_PROHIBITED")
        statement = {"Effect": "Allow", "Principal": "*", "Action": "s3:PutObject"}
        self.s3.put_bucket_policy(Bucket=name, Policy=policy(
            name, {**statement, "Condition": {"StringEquals": {"aws:PrincipalAccount": "123456789012"}}}))
        self.expect("COMPLIANT", name)
        self.s3.put_bucket_policy(Bucket=name, Policy=policy(name, statement))
        self.expect("NON_COMPLIANT", name)

    def test_only_a_denial_without_tls_to_everybody_on_bucket_and_objects_makes_a_bucket_tls_only(self):
        name = self.bucket("tls")
        self.rule("S3_BUCKET_SSL_REQUESTS_ONLY")
        self.expect("NON_COMPLIANT", name)
        for statement, compliance in (
                (TLS_ONLY, "COMPLIANT"),
                ({**TLS_ONLY, "Principal": {"AWS": "*"}}, "COMPLIANT"),
                ({**TLS_ONLY, "Resource": f"arn:aws:s3:::{name}/*"}, "NON_COMPLIANT"),
                ({**TLS_ONLY, "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}, "NON_COMPLIANT"),
                ({**TLS_ONLY, "Condition": {"Bool": {"aws:SecureTransport": "true"}}}, "NON_COMPLIANT"),
                ({**TLS_ONLY, "Condition": {}}, "NON_COMPLIANT")):
            with self.subTest(statement):
                self.s3.put_bucket_policy(Bucket=name, Policy=policy(name, statement))
                self.expect(compliance, name)

    # --- EC2 and KMS -----------------------------------------------------------------

    def test_ssh_from_everywhere_is_seen_in_ranges_over_ipv6_and_in_all_traffic(self):
        self.rule("INCOMING_SSH_DISABLED")
        for name, permission, compliance in (
                ("ssh", self.tcp(22, 22), "NON_COMPLIANT"), ("range", self.tcp(20, 30), "NON_COMPLIANT"),
                ("v6", self.tcp(22, 22, "::/0"), "NON_COMPLIANT"),
                ("all", {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}, "NON_COMPLIANT"),
                ("web", self.tcp(443, 443), "COMPLIANT"), ("inside", self.tcp(22, 22, "10.0.0.0/8"), "COMPLIANT"),
                ("udp", {**self.tcp(22, 22), "IpProtocol": "udp"}, "COMPLIANT")):
            with self.subTest(name):
                self.expect(compliance, self.group(f"ssh-{name}", permission))

    def test_the_ports_of_the_rule_take_the_place_of_awss(self):
        mysql, rdp = self.group("mysql", self.tcp(3306, 3306)), self.group("rdp", self.tcp(3389, 3389))
        self.rule("RESTRICTED_INCOMING_TRAFFIC")
        self.assertEqual(["NON_COMPLIANT"] * 2, [self.compliance(mysql), self.compliance(rdp)])
        self.rule("RESTRICTED_INCOMING_TRAFFIC", blockedPort1="3389")
        self.assertEqual(["COMPLIANT", "NON_COMPLIANT"], [self.compliance(mysql), self.compliance(rdp)])

    def test_a_key_must_rotate_while_it_is_in_use_and_awss_own_rotate_anyway(self):
        of_aws = self.ec2.get_ebs_default_kms_key_id()["KmsKeyId"].rpartition("/")[2]
        key = self.kms.create_key()["KeyMetadata"]["KeyId"]
        mac = self.kms.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")["KeyMetadata"]["KeyId"]
        self.rule("CMK_BACKING_KEY_ROTATION_ENABLED")
        self.assertEqual(["NON_COMPLIANT", None, None], [self.compliance(each) for each in (key, mac, of_aws)])
        self.kms.enable_key_rotation(KeyId=key)
        self.expect("COMPLIANT", key)
        self.kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
        self.expect(None, key)

    # --- what a rule looks at, and what it tells -------------------------------------

    def test_a_rules_scope_is_one_resource_or_a_tag(self):
        tagged = self.group("tagged", tags=[{"Key": "team", "Value": "blue"}])
        plain = self.group("plain")
        self.rule("INCOMING_SSH_DISABLED", {"TagKey": "team", "TagValue": "blue"})
        self.assertEqual(["COMPLIANT", None], [self.compliance(tagged), self.compliance(plain)])
        self.rule("INCOMING_SSH_DISABLED", {"TagKey": "team", "TagValue": "red"})
        self.expect(None, tagged)
        self.rule("INCOMING_SSH_DISABLED", {"ComplianceResourceTypes": ["AWS::EC2::SecurityGroup"],
                                            "ComplianceResourceId": plain})
        self.assertEqual([None, "COMPLIANT"], [self.compliance(tagged), self.compliance(plain)])

    def test_a_change_of_compliance_is_an_event_and_the_same_again_is_none(self):
        group = self.group("told", self.tcp(22, 22))
        self.rule("INCOMING_SSH_DISABLED", {"ComplianceResourceTypes": ["AWS::EC2::SecurityGroup"],
                                            "ComplianceResourceId": group})
        for _ in range(2):
            self.expect("NON_COMPLIANT", group)
        event, = self.events.next(about=self.name)
        detail = event["detail"]
        self.assertEqual(("aws.config", "Config Rules Compliance Change", []),
                         (event["source"], event["detail-type"], event["resources"]))
        self.assertEqual({"resourceId": group, "resourceType": "AWS::EC2::SecurityGroup", "awsRegion": "us-east-1",
                          "awsAccountId": "123456789012", "configRuleName": self.name, "recordVersion": "1.0",
                          "messageType": "ComplianceChangeNotification"},
                         {name: value for name, value in detail.items() if isinstance(value, str)
                          and name not in ("configRuleARN", "notificationCreationTime")})
        self.assertRegex(detail["configRuleARN"], r"^arn:aws:config:us-east-1:123456789012:config-rule/config-rule-\w+$")
        self.assertEqual("NON_COMPLIANT", detail["newEvaluationResult"]["complianceType"])
        self.assertEqual({"configRuleName": self.name, "resourceType": "AWS::EC2::SecurityGroup", "resourceId": group,
                          "evaluationMode": "DETECTIVE"}, detail["newEvaluationResult"]["evaluationResultIdentifier"]
                         ["evaluationResultQualifier"])
        self.assertNotIn("oldEvaluationResult", detail)
        self.ec2.revoke_security_group_ingress(GroupId=group, IpPermissions=[self.tcp(22, 22)])
        self.expect("COMPLIANT", group)
        event, = self.events.next(about=self.name)
        self.assertEqual(["COMPLIANT", "NON_COMPLIANT"], [event["detail"][name]["complianceType"] for name in (
            "newEvaluationResult", "oldEvaluationResult")])
        self.ec2.delete_security_group(GroupId=group)
        self.expect(None, group)

    def test_a_rule_is_as_compliant_as_the_worst_of_its_resources(self):
        def summary():
            return self.config.describe_compliance_by_config_rule(ConfigRuleNames=[self.name])[
                "ComplianceByConfigRules"][0]["Compliance"]

        group = self.group("worst", self.tcp(22, 22))
        self.rule("INCOMING_SSH_DISABLED", {"ComplianceResourceTypes": ["AWS::EC2::SecurityGroup"],
                                            "ComplianceResourceId": group})
        self.assertEqual({"ComplianceType": "INSUFFICIENT_DATA"}, summary())
        self.expect("NON_COMPLIANT", group)
        self.assertEqual(("NON_COMPLIANT", {"CappedCount": 1, "CapExceeded": False}),
                         (summary()["ComplianceType"], summary()["ComplianceContributorCount"]))
        self.assertEqual([], self.config.describe_compliance_by_config_rule(
            ConfigRuleNames=[self.name], ComplianceTypes=["COMPLIANT"])["ComplianceByConfigRules"])
        self.ec2.revoke_security_group_ingress(GroupId=group, IpPermissions=[self.tcp(22, 22)])
        self.expect("COMPLIANT", group)
        self.assertEqual({"ComplianceType": "COMPLIANT"}, summary())

    def test_a_rule_that_is_not_evaluated_here_says_so(self):
        self.rule("ROOT_ACCOUNT_MFA_ENABLED")
        self.config.start_config_rules_evaluation(ConfigRuleNames=[self.name])
        found = self.config.describe_compliance_by_config_rule(ConfigRuleNames=[self.name])["ComplianceByConfigRules"]
        self.assertEqual("INSUFFICIENT_DATA", found[0]["Compliance"]["ComplianceType"])

    def test_nothing_is_evaluated_while_the_recorder_stands_still(self):
        name = self.bucket("unrecorded")
        self.rule("S3_BUCKET_SSL_REQUESTS_ONLY")
        self.config.stop_configuration_recorder(ConfigurationRecorderName="recorder")
        self.addCleanup(self.config.start_configuration_recorder, ConfigurationRecorderName="recorder")
        self.expect(None, name)

    def test_rules_that_are_not_there_are_refused(self):
        for call in (lambda: self.config.start_config_rules_evaluation(ConfigRuleNames=["none"]),
                     lambda: self.config.describe_compliance_by_config_rule(ConfigRuleNames=["none"]),
                     lambda: self.config.get_compliance_details_by_config_rule(ConfigRuleName="none")):
            with self.assertRaisesRegex(ClientError, "NoSuchConfigRuleException"):
                call()


if __name__ == "__main__":
    unittest.main()
