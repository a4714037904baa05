import json
import unittest
import urllib.error
import urllib.request
from urllib.parse import quote, unquote_plus

from botocore.exceptions import ClientError
from botocore.handlers import json_decode_policies

from .functions import zipped
from .openapi import document
from .running import Running, shared

ACCOUNT = "arn:aws:iam::123456789012:root"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:failures"
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:api"


def policy(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": action, "Resource": resource, **dict(more)}
        for action, resource, *more in statements]})


def when(operator, key, value):
    return "Condition", {operator: {key: value}}


def trust(effect="Allow", **principal):
    return json.dumps({"Statement": [{"Effect": effect, "Action": "sts:AssumeRole", "Principal": principal}]})


class EnforcementTest(unittest.TestCase):
    """IAM decides from the emulator's start; each test makes roles of its own."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        for service in ("iam", "lambda", "apigateway", "sqs", "sts"):
            setattr(cls, service.replace("lambda", "functions"), cls.emulator.client(service))
        cls.queue = cls.sqs.create_queue(QueueName="failures")["QueueUrl"]

    def role(self, name, *statements, boundary=None, trusted=None):
        role = self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trusted or trust(AWS=ACCOUNT),
                                    **({"PermissionsBoundary": boundary} if boundary else {}))["Role"]["Arn"]
        if statements:
            self.iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=policy(*statements))
        return role

    def assumed(self, name, *statements, **more):
        keys = self.sts.assume_role(RoleArn=self.role(name, *statements, **more),
                                    RoleSessionName="test")["Credentials"]
        return keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"]

    def refusal(self, action):
        with self.assertRaises(ClientError) as caught:
            action()
        return caught.exception.response["Error"]["Code"]

    def refused(self, action, *words):
        with self.assertRaises(ClientError) as caught:
            action()
        self.assertIn("AccessDenied", caught.exception.response["Error"]["Code"])
        for word in words:
            self.assertIn(word, str(caught.exception))

    def test_of_an_account_the_principals_of_the_trust_policys_pattern_assume_a_role(self):
        """Single sign-on roles end randomly, and AWS rejects a principal that does not exist."""
        sso = "role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Deploy_*"
        trusted = json.dumps({"Statement": [{
            "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": ACCOUNT},
            "Condition": {"ArnLike": {"aws:PrincipalArn": [f"arn:aws:iam::123456789012:{sso}"]}}}]})
        deployer = self.role("patterned", trusted=trusted)
        assume = ("sts:AssumeRole", deployer)
        path = "/aws-reserved/sso.amazonaws.com/eu-central-1/"

        def assumes(name, **path):
            role = self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust(AWS=ACCOUNT), **path)["Role"]["Arn"]
            self.iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=policy(assume))
            keys = self.sts.assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
            client = self.emulator.client("sts", keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])
            return lambda: client.assume_role(RoleArn=deployer, RoleSessionName="deploy")

        assumes("AWSReservedSSO_Deploy_0123456789abcdef", Path=path)()
        self.refused(assumes("AWSReservedSSO_Read_0123456789abcdef", Path=path))
        self.refused(assumes("AWSReservedSSO_Deploy_elsewhere"))
        self.refused(assumes("prod-payments-api-prod"))

    # --- tags ------------------------------------------------------------------------

    def test_a_condition_on_the_resources_tag_looks_at_the_group(self):
        ec2 = self.emulator.client("ec2")
        tagged, plain = (ec2.create_security_group(GroupName=f"tags-{name}", Description="d", **tags)["GroupId"]
                         for name, tags in (("yes", self.tags("security-group")), ("no", {})))
        caller = self.emulator.client("ec2", *self.assumed(
            "by-tag", ("ec2:RevokeSecurityGroupIngress", "*", when("StringEquals", "aws:ResourceTag/System", "payments"))))

        def revoke(group):
            return lambda: caller.revoke_security_group_ingress(GroupId=group, IpProtocol="tcp", FromPort=22, ToPort=22,
                                                                CidrIp="0.0.0.0/0")

        self.assertEqual("InvalidPermission.NotFound", self.refusal(revoke(tagged)))
        self.assertEqual("UnauthorizedOperation", self.refusal(revoke(plain)))

    def test_a_negated_condition_on_the_resources_tag_holds_for_what_has_no_tag(self):
        kms = self.emulator.client("kms")
        off, plain = (kms.create_key(Tags=tags)["KeyMetadata"]["KeyId"]
                      for tags in ([{"TagKey": "Remediation", "TagValue": "off"}], []))
        caller = self.emulator.client("kms", *self.assumed(
            "but-off", ("kms:EnableKeyRotation", "*", when("StringNotEquals", "aws:ResourceTag/Remediation", "off"))))

        caller.enable_key_rotation(KeyId=plain)
        self.assertTrue(kms.get_key_rotation_status(KeyId=plain)["KeyRotationEnabled"])
        self.refused(lambda: caller.enable_key_rotation(KeyId=off), "kms:EnableKeyRotation")

    def test_a_bucket_has_no_tags_for_a_condition(self):
        s3 = self.emulator.client("s3")
        s3.create_bucket(Bucket="tagged-for-iam")
        s3.put_bucket_tagging(Bucket="tagged-for-iam", Tagging={"TagSet": [{"Key": "System", "Value": "payments"}]})
        caller = self.emulator.client("s3", *self.assumed(
            "bucket-by-tag", ("s3:GetBucketTagging", "*", when("StringEquals", "aws:ResourceTag/System", "payments"))))
        self.refused(lambda: caller.get_bucket_tagging(Bucket="tagged-for-iam"), "s3:GetBucketTagging")

    @staticmethod
    def tags(kind):
        return {"TagSpecifications": [{"ResourceType": kind, "Tags": [{"Key": "System", "Value": "payments"}]}]}

    # --- who calls -------------------------------------------------------------------

    def test_a_mac_is_made_with_the_algorithm_of_the_policy_only(self):
        key = self.emulator.client("kms").create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")["KeyMetadata"]
        keys = self.assumed("macs", ("kms:GenerateMac", key["Arn"],
                                     when("StringEquals", "kms:MacAlgorithm", "HMAC_SHA_256")))

        def generate(algorithm):
            return self.emulator.client("kms", *keys).generate_mac(KeyId=key["KeyId"], Message=b"m",
                                                                   MacAlgorithm=algorithm)

        self.assertEqual(32, len(generate("HMAC_SHA_256")["Mac"]))
        self.assertEqual("AccessDeniedException", self.refusal(lambda: generate("HMAC_SHA_384")))

    def test_who_makes_a_group_must_be_allowed_to_start_what_its_template_says(self):
        template = self.emulator.client("ec2").create_launch_template(
            LaunchTemplateName="start", LaunchTemplateData={"ImageId": "ami-1"})["LaunchTemplate"]["LaunchTemplateId"]

        def make(name, known):
            keys = self.assumed(name, (["autoscaling:CreateAutoScalingGroup", "iam:CreateServiceLinkedRole"], "*"), (
                "ec2:RunInstances", "*", when("ArnLike", "ec2:LaunchTemplate",
                                              f"arn:aws:ec2:us-east-1:123456789012:launch-template/{known}")))
            self.emulator.client("autoscaling", *keys).create_auto_scaling_group(
                AutoScalingGroupName=name, MinSize=0, MaxSize=1, AvailabilityZones=["us-east-1a"],
                LaunchTemplate={"LaunchTemplateId": template, "Version": "1"})

        make("starts-this", template)
        self.refused(lambda: make("starts-another", "lt-0"), "ec2:RunInstances")

    def test_an_email_by_template_takes_both_actions_and_the_policys_sender(self):
        mail, arn = self.emulator.client("sesv2"), "arn:aws:ses:us-east-1:123456789012:"
        mail.create_email_identity(EmailIdentity="example.com")
        mail.create_email_template(TemplateName="offer", TemplateContent={"Subject": "s", "Text": "t"})
        resources = [arn + "identity/example.com", arn + "template/offer"]
        sender = when("StringEquals", "ses:FromAddress", "offers@example.com")

        def send(keys, address="Offers <offers@example.com>"):
            return self.emulator.client("sesv2", *keys).send_email(
                FromEmailAddress=address, Destination={"ToAddresses": ["a@example.net"]},
                Content={"Template": {"TemplateName": "offer", "TemplateData": "{}"}})

        both = self.assumed("sends", (["ses:SendEmail", "ses:SendTemplatedEmail"], resources, sender))
        send(both)
        self.assertEqual("AccessDeniedException", self.refusal(lambda: send(both, "other@example.com")))
        half = self.assumed("sends-half", ("ses:SendEmail", resources, sender))
        self.assertEqual("AccessDeniedException", self.refusal(lambda: send(half)))

    def test_a_policys_document_comes_url_encoded(self):
        """botocore decodes it; Terraform's provider does so too, and takes a plain + for a space."""
        made = policy(("ses:SendEmail", "arn:aws:ses:us-east-1:123456789012:identity/a+b@example.com"))
        arn = self.iam.create_policy(PolicyName="plus", PolicyDocument=made)["Policy"]["Arn"]
        raw = self.emulator.client("iam")
        raw.meta.events.unregister("after-call.iam", json_decode_policies)
        for _ in range(2):
            sent = raw.get_policy_version(PolicyArn=arn, VersionId="v1")["PolicyVersion"]["Document"]
            self.assertEqual(made, unquote_plus(sent))

    def test_a_service_linked_role_bears_awss_name_and_its_deletion_is_asked_for_by_it(self):
        for service, name in (("config", "AWSServiceRoleForConfig"), ("guardduty", "AWSServiceRoleForAmazonGuardDuty")):
            role = self.iam.create_service_linked_role(AWSServiceName=f"{service}.amazonaws.com")["Role"]
            arn = f"arn:aws:iam::123456789012:role/aws-service-role/{service}.amazonaws.com/{name}"
            self.assertEqual(arn, role["Arn"])
            task = self.iam.delete_service_linked_role(RoleName=name)["DeletionTaskId"]
            keys = self.assumed(f"deletes-{service}", ("iam:GetServiceLinkedRoleDeletionStatus", arn))
            status = self.emulator.client("iam", *keys).get_service_linked_role_deletion_status(DeletionTaskId=task)
            self.assertEqual("SUCCEEDED", status["Status"])

    def test_a_role_may_do_what_its_policy_allows_and_no_more(self):
        keys = self.assumed("queue-reader", ("sqs:ReceiveMessage", QUEUE), ("logs:DescribeLogGroups", "*"))
        queues = self.emulator.client("sqs", *keys)
        queues.receive_message(QueueUrl=self.queue)
        self.refused(lambda: queues.send_message(QueueUrl=self.queue, MessageBody="x"), "sqs:SendMessage", QUEUE)
        self.refused(self.emulator.client("iam", *keys).list_roles)
        self.refused(self.emulator.client("s3", *keys).list_buckets)
        wrong = self.emulator.client("sqs", keys[0], "wrong", keys[2])
        self.assertIn("Signature", self.refusal(lambda: wrong.receive_message(QueueUrl=self.queue)))
        self.iam.list_roles()  # the account root may do everything

    def test_users_have_their_groups_policies(self):
        self.iam.create_user(UserName="auditor")
        self.iam.create_group(GroupName="auditors")
        self.iam.add_user_to_group(GroupName="auditors", UserName="auditor")
        self.iam.put_group_policy(GroupName="auditors", PolicyName="p", PolicyDocument=policy(
            ("dynamodb:ListTables", "*"), ("sqs:GetQueueUrl", "arn:aws:sqs:*:*:${aws:username}-*")))
        key = self.iam.create_access_key(UserName="auditor")["AccessKey"]
        keys = key["AccessKeyId"], key["SecretAccessKey"]
        self.sqs.create_queue(QueueName="auditor-inbox")
        self.emulator.client("dynamodb", *keys).list_tables()
        self.emulator.client("sqs", *keys).get_queue_url(QueueName="auditor-inbox")
        self.refused(lambda: self.emulator.client("sqs", *keys).get_queue_url(QueueName="failures"))
        self.refused(self.emulator.client("s3", *keys).list_buckets)

    def test_an_unsigned_call_is_refused_unless_anybody_may_make_it(self):
        self.assertIn("MissingAuthenticationToken", self.unsigned("DynamoDB_20120810.ListTables"))
        self.assertIn("ResourceNotFound", self.unsigned(
            "AWSCognitoIdentityProviderService.InitiateAuth", ClientId="none", AuthFlow="USER_PASSWORD_AUTH"))

    def unsigned(self, target, **body):
        request = urllib.request.Request(self.emulator.url, data=json.dumps(body).encode(), headers={
            "X-Amz-Target": target, "Content-Type": "application/x-amz-json-1.1"})
        with self.assertRaises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(request)
        return caught.exception.read().decode()

    def test_a_refusal_is_in_json_where_the_service_speaks_no_forms(self):
        keys = self.assumed("invokes-nothing")
        request = self.emulator.signed("POST", "/2015-03-31/functions/f/invocations", b"", {
            "Content-Type": "application/x-www-form-urlencoded"}, keys, "lambda")
        with self.assertRaises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(request)
        self.assertEqual("AccessDeniedException", json.load(caught.exception)["__type"])

    def test_a_permission_boundary_limits_a_role(self):
        self.emulator.client("s3").create_bucket(Bucket="audit")
        boundary = self.iam.create_policy(PolicyName="boundary", PolicyDocument=policy(
            ("s3:PutObject", "arn:aws:s3:::audit/*"), ("s3:GetObject", "arn:aws:s3:::audit/*"),
            ("s3:ListBucket", "arn:aws:s3:::audit")))["Policy"]["Arn"]
        audit = self.emulator.client("s3", *self.assumed("bounded", ("s3:*", "*"), boundary=boundary))
        audit.put_object(Bucket="audit", Key="2026/a b.json", Body=b"{}")
        self.assertEqual(b"{}", audit.get_object(Bucket="audit", Key="2026/a b.json")["Body"].read())
        audit.head_object(Bucket="audit", Key="2026/a b.json")
        audit.head_bucket(Bucket="audit")
        self.assertEqual(1, audit.list_objects_v2(Bucket="audit")["KeyCount"])
        self.refused(lambda: audit.delete_object(Bucket="audit", Key="2026/a b.json"))
        self.refused(lambda: audit.put_object(Bucket="audit", Key="x", Body=b"", Tagging="a=b"), "s3:PutObjectTagging")

    def test_a_permission_boundary_that_does_not_exist_allows_nothing(self):
        keys = self.assumed("unbounded", ("sqs:*", "*"), boundary="arn:aws:iam::123456789012:policy/none")
        self.refused(lambda: self.emulator.client("sqs", *keys).receive_message(QueueUrl=self.queue))

    def test_a_session_is_its_role_to_a_condition(self):
        mine = "arn:aws:iam::123456789012:role/by-role"
        keys = self.assumed("by-role", ("sqs:ReceiveMessage", QUEUE, when("ArnEquals", "aws:PrincipalArn", mine)))
        self.emulator.client("sqs", *keys).receive_message(QueueUrl=self.queue)

    # --- roles -----------------------------------------------------------------------

    def assume(self, role, *keys):
        return self.emulator.client("sts", *keys).assume_role(RoleArn=role, RoleSessionName="test")

    def test_a_role_is_assumed_by_whom_it_trusts(self):
        service = self.role("of-a-service", trusted=trust(Service="lambda.amazonaws.com"))
        self.refused(lambda: self.assume(service), "trust policy")
        self.refused(lambda: self.assume("arn:aws:iam::123456789012:role/nobody"), "no such role")
        caller = self.assumed("caller-by-name")
        named = self.role("trusts-by-name", trusted=trust(AWS="arn:aws:iam::123456789012:role/caller-by-name"))
        self.assume(named, *caller)
        self.refused(lambda: self.assume(named), "trust policy")

    def test_a_role_that_trusts_the_account_leaves_it_to_the_callers_policies(self):
        target = self.role("trusts-account")
        self.refused(lambda: self.assume(target, *self.assumed("without")), "no identity-based policy")
        self.assume(target, *self.assumed("with", ("sts:AssumeRole", target)))

    def test_roles_are_made_under_the_boundary_only_where_the_policy_says_so(self):
        boundary = self.iam.create_policy(PolicyName="limit", PolicyDocument=policy(("sqs:*", "*")))["Policy"]["Arn"]
        under = when("StringEquals", "iam:PermissionsBoundary", boundary)
        maker = self.emulator.client("iam", *self.assumed(
            "maker", ("iam:CreateRole", "arn:aws:iam::123456789012:role/app-*", under),
            ("iam:PutRolePolicy", "*", under), ("iam:TagRole", "arn:aws:iam::123456789012:role/app-1")))
        maker.create_role(RoleName="app-1", AssumeRolePolicyDocument=trust(AWS=ACCOUNT), PermissionsBoundary=boundary,
                          Tags=[{"Key": "a", "Value": "b"}])
        maker.put_role_policy(RoleName="app-1", PolicyName="p", PolicyDocument=policy(("sqs:*", "*")))
        self.refused(lambda: maker.create_role(RoleName="app-2", AssumeRolePolicyDocument=trust(AWS=ACCOUNT)))
        self.refused(lambda: maker.create_role(RoleName="other", AssumeRolePolicyDocument=trust(AWS=ACCOUNT),
                                               PermissionsBoundary=boundary))
        self.refused(lambda: maker.create_role(RoleName="app-2", AssumeRolePolicyDocument=trust(AWS=ACCOUNT),
                                               PermissionsBoundary=boundary, Tags=[{"Key": "a", "Value": "b"}]),
                     "iam:TagRole")
        self.role("app-free")
        self.refused(lambda: maker.put_role_policy(RoleName="app-free", PolicyName="p",
                                                   PolicyDocument=policy(("sqs:*", "*"))))

    def test_a_role_is_handed_to_the_services_only_that_the_policy_names(self):
        role = self.role("execution", trusted=trust(Service="lambda.amazonaws.com"))
        create = {"FunctionName": "passed", "Runtime": "java21", "Handler": "h", "Code": {"ZipFile": zipped()}}

        def deployer(name, service):
            return self.emulator.client("lambda", *self.assumed(
                name, ("lambda:CreateFunction", "*"),
                ("iam:PassRole", role, when("StringEquals", "iam:PassedToService", service))))

        other = deployer("hands-to-ec2", "ec2.amazonaws.com")
        self.refused(lambda: other.create_function(Role=role, **create), "iam:PassRole", role)
        deployer("hands-to-lambda", "lambda.amazonaws.com").create_function(Role=role, **create)

    # --- conditions ------------------------------------------------------------------

    def test_tags_of_a_request_are_condition_keys(self):
        tagged = self.emulator.client("sqs", *self.assumed(
            "tagger", ("sqs:CreateQueue", "*", when("StringEquals", "aws:RequestTag/Owner", "payments")),
            ("sqs:TagQueue", "*", when("ForAllValues:StringEquals", "aws:TagKeys", ["Owner"]))))
        tagged.create_queue(QueueName="tagged", tags={"Owner": "payments"})
        self.refused(lambda: tagged.create_queue(QueueName="other", tags={"Owner": "loyalty"}))
        self.refused(lambda: tagged.create_queue(QueueName="other", tags={"Owner": "payments", "Cost": "1"}),
                     "sqs:TagQueue")

    def test_the_region_of_a_request_is_a_condition_key(self):
        here = self.emulator.client("ec2", *self.assumed(
            "regional", ("ec2:DescribeVpcs", "*", when("StringEquals", "aws:RequestedRegion", "us-east-1"))))
        here.describe_vpcs()
        there = self.emulator.client("ec2", *self.assumed(
            "elsewhere", ("ec2:DescribeVpcs", "*", when("StringEquals", "aws:RequestedRegion", "eu-central-1"))))
        self.assertEqual("UnauthorizedOperation", self.refusal(there.describe_vpcs))

    # --- the API's data plane ----------------------------------------------------------

    def test_the_api_is_guarded_by_execute_api_invoke(self):
        role = self.role("function", trusted=trust(Service="lambda.amazonaws.com"))
        self.functions.create_function(FunctionName="api", Role=role, Runtime="java21", Handler="h",
                                       Code={"ZipFile": zipped()}, Timeout=900)
        api = self.apigateway.create_rest_api(name="payments")["id"]
        self.apigateway.put_rest_api(restApiId=api, mode="overwrite", body=json.dumps(document(FUNCTION)))
        deployment = self.apigateway.create_deployment(restApiId=api)["id"]
        self.apigateway.create_stage(restApiId=api, stageName="v1", deploymentId=deployment)
        self.functions.add_permission(
            FunctionName="api", StatementId="api", Action="lambda:InvokeFunction", Principal="apigateway.amazonaws.com",
            SourceArn=f"arn:aws:execute-api:us-east-1:123456789012:{api}/*/*/*")
        arn = f"arn:aws:execute-api:us-east-1:123456789012:{api}/v1/POST/payment"
        allowed = self.assumed("caller", ("execute-api:Invoke", arn))
        other = self.assumed("other-caller", ("s3:*", "*"))

        def post(keys):
            return self.emulator.call("POST", f"/_execute-api/{api}/v1/payment", b'{"amount": 1}',
                                      {"Content-Type": "application/json", "Idempotency-Key": "k"}, keys)

        self.assertEqual(200, post(allowed)[0])
        status, _, body = post(other)
        self.assertEqual(403, status)
        self.assertIn(f"not authorized to perform: execute-api:Invoke on resource: {arn}", json.loads(body)["Message"])

    # --- the emulator's own addresses --------------------------------------------------

    def calls(self, principal):
        return self.emulator.show(f"iam/calls?principal={quote(principal, safe='')}")["calls"]

    def test_what_was_asked_is_listed_with_the_answer(self):
        queues = self.emulator.client("sqs", *self.assumed("listed", ("sqs:ReceiveMessage", QUEUE)))
        for _ in range(2):
            queues.receive_message(QueueUrl=self.queue)
        self.refused(lambda: queues.send_message(QueueUrl=self.queue, MessageBody="secret"))
        session = "arn:aws:sts::123456789012:assumed-role/listed/test"
        self.assertEqual([
            {"principal": session, "action": "sqs:ReceiveMessage", "resource": QUEUE, "allowed": True, "count": 2},
            {"principal": session, "action": "sqs:SendMessage", "resource": QUEUE, "allowed": False, "count": 1},
        ], self.calls(session))

    def credentials(self, role, *keys, **more):
        """(status, answer)"""
        body = json.dumps({"role": role, **more}).encode()
        request = self.emulator.signed("POST", "/_tapstack/iam/credentials", body, sign=keys, service="sts")
        try:
            answer = urllib.request.urlopen(request)
        except urllib.error.HTTPError as problem:
            answer = problem
        with answer:
            return answer.status, json.load(answer)

    def test_the_root_gets_a_services_credentials(self):
        role = self.role("service-role", ("sqs:ReceiveMessage", QUEUE), trusted=trust(Service="lambda.amazonaws.com"))
        status, keys = self.credentials(role, *self.emulator.root)
        self.assertEqual(200, status)
        queues = self.emulator.client("sqs", keys["accessKeyId"], keys["secretAccessKey"], keys["sessionToken"])
        queues.receive_message(QueueUrl=self.queue)
        self.refused(lambda: queues.send_message(QueueUrl=self.queue, MessageBody="x"))
        self.assertEqual(404, self.credentials(role + "-none", *self.emulator.root)[0])

    def test_a_functions_code_is_known_by_its_function(self):
        role = self.role("of-a-function", ("sqs:ReceiveMessage", QUEUE, when(
            "ArnNotLike", "lambda:SourceFunctionArn", FUNCTION)), trusted=trust(Service="lambda.amazonaws.com"))

        def receive(**more):
            keys = self.credentials(role, *self.emulator.root, **more)[1]
            queues = self.emulator.client("sqs", keys["accessKeyId"], keys["secretAccessKey"], keys["sessionToken"])
            queues.receive_message(QueueUrl=self.queue)

        receive()
        self.refused(lambda: receive(function=FUNCTION + ":live"))

    def test_nobody_else_gets_credentials(self):
        role = self.role("admin", ("*", "*"))
        keys = self.assume(role)["Credentials"]
        admin = keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"]
        self.assertEqual(403, self.credentials(role, *admin)[0])
        self.assertEqual(403, self.credentials(role, self.emulator.root[0], "wrong")[0])
        self.assertEqual(403, self.credentials(role)[0])


class SwitchTest(unittest.TestCase):
    def test_enforcement_is_switched_by_option_and_by_address(self):
        emulator = Running("--iam", "off")
        self.addCleanup(emulator.end)
        iam = emulator.client("iam")
        iam.create_user(UserName="without-policies")
        key = iam.create_access_key(UserName="without-policies")["AccessKey"]
        user = emulator.client("sqs", key["AccessKeyId"], key["SecretAccessKey"])
        user.list_queues()
        emulator.enforce_iam(True)
        with self.assertRaises(ClientError):
            user.list_queues()
        emulator.enforce_iam(False)
        user.list_queues()

    def test_without_decisions_a_signature_is_wanted_all_the_same(self):
        emulator = Running("--iam", "off")
        self.addCleanup(emulator.end)
        for keys, code in ((("nobody", "nothing"), "UnrecognizedClientException"),
                           ((emulator.root[0], "wrong"), "InvalidSignatureException")):
            with self.subTest(code), self.assertRaises(ClientError) as caught:
                emulator.client("ec2", *keys).run_instances(ImageId="ami-1", MinCount=1, MaxCount=1)
            self.assertEqual(code, caught.exception.response["Error"]["Code"])


if __name__ == "__main__":
    unittest.main()
