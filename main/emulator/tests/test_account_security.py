import unittest

from botocore.exceptions import ClientError

from .running import eventually, shared

ARN = "arn:aws:{}:us-east-1:123456789012:{}"
ACCOUNT = "123456789012"
STANDARDS = "arn:aws:securityhub:us-east-1::standards/"
ROLE = "arn:aws:iam::123456789012:role/r"


class AccountSecurityTest(unittest.TestCase):
    """What there is once an account: it comes back as it was set, and a second one is refused."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        for service in ("accessanalyzer", "apigateway", "cloudtrail", "config", "ec2", "guardduty", "securityhub", "s3",
                        "s3control"):
            setattr(cls, service, cls.emulator.client(service))
        cls.s3.create_bucket(Bucket="logs")

    def refused(self, code, call, **parameters):
        with self.assertRaises(ClientError) as caught:
            call(**parameters)
        self.assertEqual(code, caught.exception.response["Error"]["Code"])

    # --- CloudTrail ------------------------------------------------------------------

    def trail(self, name):
        return self.cloudtrail.create_trail(Name=name, S3BucketName="logs", IsMultiRegionTrail=True)["TrailARN"]

    def test_a_trail_is_named_by_its_name_or_its_arn(self):
        first, second = self.trail("first"), self.trail("second")
        for name in (second, "second"):
            self.cloudtrail.start_logging(Name=name)
            self.assertTrue(self.cloudtrail.get_trail_status(Name=name)["IsLogging"])
            self.cloudtrail.stop_logging(Name=name)
            self.assertFalse(self.cloudtrail.get_trail_status(Name=name)["IsLogging"])
            self.assertEqual([second], [each["TrailARN"] for each in self.cloudtrail.describe_trails(
                trailNameList=[name])["trailList"]])
        self.cloudtrail.delete_trail(Name=second)
        self.assertEqual([first], [each["TrailARN"] for each in self.cloudtrail.describe_trails()["trailList"]])
        self.cloudtrail.delete_trail(Name=first)
        self.refused("TrailNotFoundException", self.cloudtrail.start_logging, Name=first)

    def test_selectors_replace_those_before_them(self):
        arn = self.trail("selecting")
        self.addCleanup(self.cloudtrail.delete_trail, Name=arn)
        plain = [{"ReadWriteType": "All", "IncludeManagementEvents": True}]
        advanced = [{"Name": "m", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]}]
        for selectors in ({"EventSelectors": plain}, {"AdvancedEventSelectors": advanced}, {"EventSelectors": plain}):
            self.cloudtrail.put_event_selectors(TrailName=arn, **selectors)
            found = self.cloudtrail.get_event_selectors(TrailName=arn)
            self.assertEqual(selectors, {name: found[name] for name in ("EventSelectors", "AdvancedEventSelectors")
                                         if found.get(name)})
        for kind in ("ApiCallRateInsight", "ApiErrorRateInsight"):
            self.cloudtrail.put_insight_selectors(TrailName=arn, InsightSelectors=[{"InsightType": kind}])
        self.assertEqual([{"InsightType": "ApiErrorRateInsight"}],
                         self.cloudtrail.get_insight_selectors(TrailName=arn)["InsightSelectors"])
        trail = self.cloudtrail.get_trail(Name=arn)["Trail"]
        self.assertEqual((True, True), (trail["HasCustomEventSelectors"], trail["HasInsightSelectors"]))

    # --- Config ----------------------------------------------------------------------

    def test_a_recorder_keeps_how_often_it_records_and_rules_need_it(self):
        rule = {"ConfigRuleName": "r", "Source": {"Owner": "AWS", "SourceIdentifier": "ROOT_ACCOUNT_MFA_ENABLED"}}
        self.refused("NoAvailableConfigurationRecorderException", self.config.put_config_rule, ConfigRule=rule)
        recorder = {"name": "default", "roleARN": ROLE}
        for mode in ({"recordingFrequency": "DAILY"}, {"recordingFrequency": "CONTINUOUS"}):
            self.config.put_configuration_recorder(ConfigurationRecorder={**recorder, "recordingMode": mode})
            found, = self.config.describe_configuration_recorders()["ConfigurationRecorders"]
            self.assertEqual(mode, found["recordingMode"])
        self.config.put_config_rule(ConfigRule=rule)
        found, = self.config.describe_config_rules()["ConfigRules"]
        self.assertEqual([{"Mode": "DETECTIVE"}], found["EvaluationModes"])

    # --- GuardDuty, Security Hub, Access Analyzer ------------------------------------

    def features(self, detector):
        return {each["Name"]: each for each in self.guardduty.get_detector(DetectorId=detector)["Features"]}

    def test_features_of_the_one_detector_are_set_one_by_one(self):
        detector = self.guardduty.create_detector(Enable=True, Tags={"a": "b"}, Features=[
            {"Name": "EKS_AUDIT_LOGS", "Status": "DISABLED"}])["DetectorId"]
        self.addCleanup(self.guardduty.delete_detector, DetectorId=detector)
        self.refused("BadRequestException", self.guardduty.create_detector, Enable=True)
        self.guardduty.update_detector(DetectorId=detector, Features=[{
            "Name": "RUNTIME_MONITORING", "Status": "ENABLED",
            "AdditionalConfiguration": [{"Name": "ECS_FARGATE_AGENT_MANAGEMENT", "Status": "ENABLED"}]}])
        self.guardduty.update_detector(DetectorId=detector, Features=[{"Name": "S3_DATA_EVENTS", "Status": "DISABLED"}])
        found = self.features(detector)
        self.assertEqual({"EKS_AUDIT_LOGS": "DISABLED", "S3_DATA_EVENTS": "DISABLED", "RUNTIME_MONITORING": "ENABLED",
                          "RDS_LOGIN_EVENTS": "ENABLED", "CLOUD_TRAIL": "ENABLED"},
                         {name: found[name]["Status"] for name in (
                             "EKS_AUDIT_LOGS", "S3_DATA_EVENTS", "RUNTIME_MONITORING", "RDS_LOGIN_EVENTS", "CLOUD_TRAIL")})
        self.assertEqual(["ECS_FARGATE_AGENT_MANAGEMENT"], [each["Name"] for each in found["RUNTIME_MONITORING"][
            "AdditionalConfiguration"]])

    def test_a_detectors_tags_change(self):
        detector = self.guardduty.create_detector(Enable=True, Tags={"a": "b"})["DetectorId"]
        self.addCleanup(self.guardduty.delete_detector, DetectorId=detector)
        arn = ARN.format("guardduty", f"detector/{detector}")
        self.guardduty.tag_resource(ResourceArn=arn, Tags={"c": "d"})
        self.guardduty.untag_resource(ResourceArn=arn, TagKeys=["a"])
        self.assertEqual({"c": "d"}, self.guardduty.list_tags_for_resource(ResourceArn=arn)["Tags"])

    def hub(self, **settings):
        self.securityhub.enable_security_hub(**settings)
        self.addCleanup(self.securityhub.disable_security_hub)

    def standards(self):
        return {each["StandardsArn"]: each for each in self.securityhub.get_enabled_standards()["StandardsSubscriptions"]}

    def test_standards_are_enabled_by_name_or_by_default(self):
        self.refused("InvalidAccessException", self.securityhub.get_enabled_standards)
        self.hub(EnableDefaultStandards=False)
        self.refused("ResourceConflictException", self.securityhub.enable_security_hub)
        self.assertEqual({}, self.standards())
        cis = STANDARDS + "cis-aws-foundations-benchmark/v/3.0.0"
        self.securityhub.batch_enable_standards(StandardsSubscriptionRequests=[{"StandardsArn": cis}])
        arn = ARN.format("securityhub", "subscription/cis-aws-foundations-benchmark/v/3.0.0")
        self.assertEqual(arn, self.standards()[cis]["StandardsSubscriptionArn"])
        self.refused("InvalidInputException", self.securityhub.batch_enable_standards,
                     StandardsSubscriptionRequests=[{"StandardsArn": STANDARDS + "none/v/1"}])
        self.disable(arn)
        self.assertEqual({}, self.standards())

    def disable(self, arn):
        def disabled():
            try:
                return self.securityhub.batch_disable_standards(StandardsSubscriptionArns=[arn])
            except self.securityhub.exceptions.InvalidInputException:
                return None  # still pending

        eventually(disabled)

    def test_a_hub_takes_its_standards_and_settings_with_it(self):
        self.securityhub.enable_security_hub(ControlFindingGenerator="STANDARD_CONTROL")
        by_default = {each["StandardsArn"] for each in self.securityhub.describe_standards()["Standards"]
                      if each["EnabledByDefault"]}
        self.assertEqual(by_default, set(self.standards()))
        self.assertEqual(2, len(by_default))
        self.securityhub.update_security_hub_configuration(AutoEnableControls=False)
        hub = self.securityhub.describe_hub()
        self.assertEqual((False, "STANDARD_CONTROL"), (hub["AutoEnableControls"], hub["ControlFindingGenerator"]))
        self.securityhub.disable_security_hub()
        self.hub(EnableDefaultStandards=False)
        hub = self.securityhub.describe_hub()
        self.assertEqual((True, "SECURITY_CONTROL"), (hub["AutoEnableControls"], hub["ControlFindingGenerator"]))
        self.assertEqual({}, self.standards())

    def test_an_analyzer_of_each_kind(self):
        analyzer = self.accessanalyzer
        arn = analyzer.create_analyzer(analyzerName="external", type="ACCOUNT", tags={"a": "b"})["arn"]
        self.assertEqual(ARN.format("access-analyzer", "analyzer/external"), arn)
        analyzer.create_analyzer(analyzerName="unused", type="ACCOUNT_UNUSED_ACCESS",
                                 configuration={"unusedAccess": {"unusedAccessAge": 90}})
        self.refused("ConflictException", analyzer.create_analyzer, analyzerName="external", type="ACCOUNT")
        self.refused("ServiceQuotaExceededException", analyzer.create_analyzer, analyzerName="second", type="ACCOUNT")
        self.assertEqual(["unused"], [each["name"] for each in analyzer.list_analyzers(
            type="ACCOUNT_UNUSED_ACCESS")["analyzers"]])
        analyzer.update_analyzer(analyzerName="unused", configuration={"unusedAccess": {"unusedAccessAge": 30}})
        found = analyzer.get_analyzer(analyzerName="unused")["analyzer"]
        self.assertEqual(({"unusedAccess": {"unusedAccessAge": 30}}, "ACTIVE"), (found["configuration"], found["status"]))
        analyzer.tag_resource(resourceArn=arn, tags={"c": "d"})
        analyzer.untag_resource(resourceArn=arn, tagKeys=["a"])
        self.assertEqual({"c": "d"}, analyzer.list_tags_for_resource(resourceArn=arn)["tags"])
        for name in ("external", "unused"):
            analyzer.delete_analyzer(analyzerName=name)
        self.refused("ResourceNotFoundException", analyzer.get_analyzer, analyzerName="external")

    # --- settings of the account -----------------------------------------------------

    def test_the_key_of_ebs_is_set_and_reset(self):
        key = self.emulator.client("kms").create_key()["KeyMetadata"]["Arn"]
        of_aws = self.ec2.get_ebs_default_kms_key_id()["KmsKeyId"]
        self.ec2.modify_ebs_default_kms_key_id(KmsKeyId=key)
        self.assertEqual(key, self.ec2.get_ebs_default_kms_key_id()["KmsKeyId"])
        self.assertEqual(of_aws, self.ec2.reset_ebs_default_kms_key_id()["KmsKeyId"])
        self.assertEqual(of_aws, self.ec2.get_ebs_default_kms_key_id()["KmsKeyId"])

    def test_the_account_blocks_public_access_to_s3(self):
        block = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True,
                 "RestrictPublicBuckets": False}
        self.s3control.put_public_access_block(AccountId=ACCOUNT, PublicAccessBlockConfiguration=block)
        self.assertEqual(block, self.s3control.get_public_access_block(AccountId=ACCOUNT)[
            "PublicAccessBlockConfiguration"])
        self.s3control.delete_public_access_block(AccountId=ACCOUNT)
        self.refused("NoSuchPublicAccessBlockConfiguration", self.s3control.get_public_access_block, AccountId=ACCOUNT)

    def test_the_log_role_of_api_gateway_can_be_taken_away(self):
        path = {"op": "replace", "path": "/cloudwatchRoleArn"}
        self.apigateway.update_account(patchOperations=[{**path, "value": ROLE}])
        self.assertEqual(ROLE, self.apigateway.get_account()["cloudwatchRoleArn"])
        self.apigateway.update_account(patchOperations=[path])
        self.assertNotIn("cloudwatchRoleArn", self.apigateway.get_account())


if __name__ == "__main__":
    unittest.main()
