import json
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from botocore.exceptions import ClientError

from .functions import zipped
from .openapi import document
from .running import Running, eventually

ROOT = ("test", "test")
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:api:live"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:failures"
JSON = {"Content-Type": "application/json"}
KEYED = {**JSON, "Idempotency-Key": "k"}


def policy(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": action, "Resource": resource} for action, resource in statements]})


class EmulatorTest(unittest.TestCase):
    """One emulator, one API, one function, one table with a stream."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = Running()
        cls.addClassCleanup(cls.emulator.end)
        for service in ("iam", "lambda", "apigateway", "dynamodb", "sqs", "logs", "sts"):
            setattr(cls, service.replace("lambda", "functions"), cls.emulator.client(service))
        cls.queue = cls.sqs.create_queue(QueueName="failures")["QueueUrl"]
        cls.role = cls.iam.create_role(RoleName="function", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        cls.functions.create_function(
            FunctionName="api", Role=cls.role, Runtime="java21", Handler="h", Code={"ZipFile": zipped()}, Timeout=5,
            Publish=True, LoggingConfig={"LogGroup": "/functions/api"}, DeadLetterConfig={"TargetArn": QUEUE})
        cls.functions.publish_version(FunctionName="api")
        cls.functions.create_alias(FunctionName="api", Name="live", FunctionVersion="1")
        cls.api = cls.apigateway.create_rest_api(name="payments")["id"]
        cls.deploy(document(FUNCTION))
        cls.functions.add_permission(
            FunctionName="api", Qualifier="live", StatementId="api", Action="lambda:InvokeFunction",
            Principal="apigateway.amazonaws.com",
            SourceArn=f"arn:aws:execute-api:us-east-1:123456789012:{cls.api}/*/*/*")

    @classmethod
    def deploy(cls, made, stage="v1"):
        cls.apigateway.put_rest_api(restApiId=cls.api, mode="overwrite", body=json.dumps(made))
        deployment = cls.apigateway.create_deployment(restApiId=cls.api)["id"]
        cls.apigateway.create_stage(restApiId=cls.api, stageName=stage, deploymentId=deployment)

    def call(self, method, path, *arguments, stage="v1", **named):
        return self.emulator.call(method, f"/_execute-api/{self.api}/{stage}{path}", *arguments, **named)

    def messages(self):
        found = self.sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10, MessageAttributeNames=["All"])
        for message in found.get("Messages", []):
            self.sqs.delete_message(QueueUrl=self.queue, ReceiptHandle=message["ReceiptHandle"])
        return found.get("Messages", [])

    # --- functions -------------------------------------------------------------------

    def test_an_alias_is_invoked_under_its_own_arn(self):
        answer = self.functions.invoke(FunctionName="api", Qualifier="live", Payload="{}")
        headers = json.loads(answer["Payload"].read())["headers"]
        self.assertEqual("1", answer["ExecutedVersion"])
        self.assertEqual(FUNCTION, {k.lower(): v for k, v in headers.items()}["lambda-runtime-invoked-function-arn"])

    def test_a_failing_event_invocation_reaches_the_dead_letter_queue(self):
        self.functions.put_function_event_invoke_config(FunctionName="api", MaximumRetryAttempts=0)
        self.assertEqual(202, self.functions.invoke(FunctionName="api", InvocationType="Event",
                                                    Payload='{"do": "fail"}')["StatusCode"])
        message = eventually(self.messages)[0]
        self.assertEqual('{"do": "fail"}', message["Body"])
        self.assertEqual("asked to", message["MessageAttributes"]["ErrorMessage"]["StringValue"])

    def test_new_code_replaces_the_running_process(self):
        self.functions.create_function(FunctionName="changing", Role=self.role, Runtime="java21", Handler="h",
                                       Code={"ZipFile": zipped("def handle(e, h): return 1")})
        first = self.functions.invoke(FunctionName="changing")["Payload"].read()
        self.functions.update_function_code(FunctionName="changing", ZipFile=zipped("def handle(e, h): return 2"))
        self.assertEqual((b"1", b"2"), (first, self.functions.invoke(FunctionName="changing")["Payload"].read()))

    # --- API Gateway -----------------------------------------------------------------

    def test_a_signed_request_reaches_the_function(self):
        status, _, body = self.call("POST", "/payment?a=1", b'{"amount": 1}', KEYED, ROOT)
        event = json.loads(body)
        self.assertEqual((200, '{"amount": 1}', {"a": "1"}), (status, event["body"], event["queryStringParameters"]))
        self.assertEqual("arn:aws:iam::123456789012:root", event["requestContext"]["identity"]["userArn"])

    def test_an_unsigned_or_wrongly_signed_request_is_forbidden(self):
        self.assertEqual((403, b'{"message":"Missing Authentication Token"}'),
                         self.call("POST", "/payment", b"{}", KEYED)[::2])
        self.assertEqual(403, self.call("POST", "/payment", b"{}", KEYED, ("test", "wrong"))[0])
        self.assertEqual(403, self.call("POST", "/payment", b"{}", KEYED, ("AKIAUNKNOWN", "x"))[0])

    def test_an_unknown_route_stage_or_api_is_forbidden(self):
        self.assertEqual(403, self.call("GET", "/nothing")[0])
        self.assertEqual(403, self.call("GET", "/payment", stage="v9")[0])
        self.assertEqual(403, self.emulator.call("GET", "/_execute-api/none/v1/payment")[0])

    def test_an_invalid_request_does_not_reach_the_function(self):
        self.assertEqual(400, self.call("POST", "/payment", b'{"amount": 0}', KEYED, ROOT)[0])
        self.assertEqual(400, self.call("POST", "/payment", b'{"amount": 1}', JSON, ROOT)[0])

    def test_options_answers_cors_headers(self):
        status, headers, _ = self.call("OPTIONS", "/payment")
        self.assertEqual((204, "*"), (status, headers["Access-Control-Allow-Origin"]))

    def test_a_stage_serves_what_was_deployed_and_not_what_came_after(self):
        changed = document(FUNCTION)
        del changed["paths"]["/payment/{id}"]
        self.apigateway.put_rest_api(restApiId=self.api, mode="overwrite", body=json.dumps(changed))
        self.assertEqual(200, self.call("GET", "/payment/1")[0])
        self.deploy(changed, "changed")
        self.assertEqual(403, self.call("GET", "/payment/1", stage="changed")[0])

    def test_a_header_that_the_response_does_not_declare_is_refused_at_import(self):
        made = document(FUNCTION)
        made["paths"]["/payment"]["options"] = {**made["paths"]["/payment"]["options"], "responses": {"204": {}}}
        api = self.apigateway.create_rest_api(name="undeclared")["id"]
        with self.assertRaises(ClientError) as caught:
            self.apigateway.put_rest_api(restApiId=api, mode="overwrite", body=json.dumps(made))
        self.assertEqual("BadRequestException", caught.exception.response["Error"]["Code"])
        self.assertIn("Access-Control-Allow-Origin", str(caught.exception))

    def test_the_control_plane_gives_back_what_was_imported(self):
        resources = {item["path"]: item for item in self.apigateway.get_resources(restApiId=self.api)["items"]}
        post = resources["/payment"]["resourceMethods"]["POST"]
        self.assertEqual("AWS_IAM", post["authorizationType"])
        self.assertEqual({"method.request.header.Idempotency-Key": True}, post["requestParameters"])
        self.assertEqual({"application/json": "Payment"}, post["requestModels"])
        self.assertEqual("AWS_PROXY", post["methodIntegration"]["type"])
        self.assertIn("/files/{path+}", resources)

    def test_throttling_answers_429_beyond_the_burst(self):
        self.deploy(document(FUNCTION), "throttled")
        self.apigateway.update_stage(restApiId=self.api, stageName="throttled", patchOperations=[
            {"op": "replace", "path": "/*/*/throttling/rateLimit", "value": "0.01"},
            {"op": "replace", "path": "/*/*/throttling/burstLimit", "value": "2"}])
        self.assertEqual([204, 204, 429], [self.call("OPTIONS", "/payment", stage="throttled")[0] for _ in range(3)])

    def test_every_request_is_a_line_in_the_access_log(self):
        self.logs.create_log_group(logGroupName="access")
        self.deploy(document(FUNCTION), "logged")
        self.apigateway.update_stage(restApiId=self.api, stageName="logged", patchOperations=[
            {"op": "replace", "path": "/accessLogSettings/destinationArn",
             "value": "arn:aws:logs:us-east-1:123456789012:log-group:access"},
            {"op": "replace", "path": "/accessLogSettings/format",
             "value": '{"status":"$context.status","path":"$context.resourcePath"}'}])
        self.call("GET", "/payment/1", stage="logged")
        self.call("GET", "/nothing", stage="logged")
        lines = [json.loads(e["message"]) for e in self.logs.filter_log_events(logGroupName="access")["events"]]
        self.assertEqual([{"status": "200", "path": "/payment/{id}"}, {"status": "403", "path": "-"}], lines)

    # --- event source mappings ---------------------------------------------------------

    def test_a_poisoned_stream_record_reaches_the_queue_and_the_others_the_function(self):
        stream = self.dynamodb.create_table(
            TableName="payments", BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        )["TableDescription"]["LatestStreamArn"]
        mapping = self.functions.create_event_source_mapping(
            EventSourceArn=stream, FunctionName=FUNCTION, StartingPosition="TRIM_HORIZON", BatchSize=10,
            MaximumRetryAttempts=0, BisectBatchOnFunctionError=True, FunctionResponseTypes=["ReportBatchItemFailures"],
            DestinationConfig={"OnFailure": {"Destination": QUEUE}})
        self.assertEqual(FUNCTION, mapping["FunctionArn"])
        begin = time.monotonic()
        for number in range(12):
            item = {"id": {"S": str(number)}, **({"poison": {"BOOL": True}} if number == 5 else {})}
            self.dynamodb.put_item(TableName="payments", Item=item)
        self.assertLess(time.monotonic() - begin, 5, "a write does not wait for the function")
        found = eventually(self.messages)
        batch = json.loads(found[0]["Body"])["DDBStreamBatchInfo"]
        self.assertEqual((1, stream), (batch["batchSize"], batch["streamArn"]))
        self.assertEqual(batch["startSequenceNumber"], batch["endSequenceNumber"])
        self.functions.delete_event_source_mapping(UUID=mapping["UUID"])

    def test_conditions_hold_under_parallel_writers(self):
        self.dynamodb.create_table(TableName="once", BillingMode="PAY_PER_REQUEST",
                                   KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                                   AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}])

        def put(number):
            try:
                self.dynamodb.put_item(TableName="once", Item={"id": {"S": "x"}, "n": {"N": str(number)}},
                                       ConditionExpression="attribute_not_exists(id)")
                return 1
            except ClientError:
                return 0

        with ThreadPoolExecutor(max_workers=16) as writers:
            self.assertEqual(1, sum(writers.map(put, range(64))))

    def test_one_of_many_conditional_writers_to_a_bucket_wins(self):
        bucket = self.emulator.client("s3")
        bucket.create_bucket(Bucket="state")

        def put(_):
            try:
                bucket.put_object(Bucket="state", Key="lock", Body=b"x", IfNoneMatch="*")
                return 1
            except ClientError:
                return 0

        with ThreadPoolExecutor(max_workers=16) as writers:
            self.assertEqual(1, sum(writers.map(put, range(32))))

    # --- IAM ---------------------------------------------------------------------------

    def assumed(self, name, *statements, boundary=None):
        role = self.iam.create_role(RoleName=name, AssumeRolePolicyDocument="{}",
                                    **({"PermissionsBoundary": boundary} if boundary else {}))["Role"]["Arn"]
        self.iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=policy(*statements))
        keys = self.sts.assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
        return keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"]

    def refusal(self, action):
        with self.assertRaises(ClientError) as caught:
            action()
        return caught.exception.response["Error"]["Code"]

    def test_enforcement_lets_a_role_do_what_its_policy_allows_and_no_more(self):
        keys = self.assumed("queue-reader", ("sqs:ReceiveMessage", QUEUE), ("logs:DescribeLogGroups", "*"))
        self.emulator.enforce_iam(True)
        self.addCleanup(self.emulator.enforce_iam, False)
        queues = self.emulator.client("sqs", *keys)
        queues.receive_message(QueueUrl=self.queue)
        self.assertIn("AccessDenied", self.refusal(lambda: queues.send_message(QueueUrl=self.queue, MessageBody="x")))
        self.assertIn("AccessDenied", self.refusal(self.emulator.client("iam", *keys).list_roles))
        self.assertIn("AccessDenied", self.refusal(self.emulator.client("s3", *keys).list_buckets))
        wrong = self.emulator.client("sqs", keys[0], "wrong", keys[2])
        self.assertIn("Signature", self.refusal(lambda: wrong.receive_message(QueueUrl=self.queue)))
        self.iam.list_roles()  # the account root may do everything

    def test_enforcement_knows_users_and_their_groups(self):
        self.iam.create_user(UserName="auditor")
        self.iam.create_group(GroupName="auditors")
        self.iam.add_user_to_group(GroupName="auditors", UserName="auditor")
        self.iam.put_group_policy(GroupName="auditors", PolicyName="p",
                                  PolicyDocument=policy(("dynamodb:ListTables", "*")))
        key = self.iam.create_access_key(UserName="auditor")["AccessKey"]
        keys = key["AccessKeyId"], key["SecretAccessKey"]
        self.emulator.enforce_iam(True)
        self.addCleanup(self.emulator.enforce_iam, False)
        self.emulator.client("dynamodb", *keys).list_tables()
        self.assertIn("AccessDenied", self.refusal(self.emulator.client("s3", *keys).list_buckets))

    def test_enforcement_limits_a_role_by_its_permission_boundary(self):
        self.emulator.client("s3").create_bucket(Bucket="audit")
        boundary = self.iam.create_policy(PolicyName="boundary", PolicyDocument=policy(
            ("s3:PutObject", "arn:aws:s3:::audit/*"), ("s3:GetObject", "arn:aws:s3:::audit/*"),
            ("s3:ListBucket", "arn:aws:s3:::audit")))["Policy"]["Arn"]
        keys = self.assumed("bounded", ("s3:*", "*"), boundary=boundary)
        self.emulator.enforce_iam(True)
        self.addCleanup(self.emulator.enforce_iam, False)
        audit = self.emulator.client("s3", *keys)
        audit.put_object(Bucket="audit", Key="2026/a b.json", Body=b"{}")
        self.assertEqual(b"{}", audit.get_object(Bucket="audit", Key="2026/a b.json")["Body"].read())
        audit.head_object(Bucket="audit", Key="2026/a b.json")
        audit.head_bucket(Bucket="audit")
        self.assertEqual(1, audit.list_objects_v2(Bucket="audit")["KeyCount"])
        self.assertEqual("AccessDenied", self.refusal(lambda: audit.delete_object(Bucket="audit", Key="2026/a b.json")))

    def test_a_permission_boundary_that_does_not_exist_allows_nothing(self):
        keys = self.assumed("unbounded", ("sqs:*", "*"), boundary="arn:aws:iam::123456789012:policy/none")
        self.emulator.enforce_iam(True)
        self.addCleanup(self.emulator.enforce_iam, False)
        queues = self.emulator.client("sqs", *keys)
        self.assertIn("AccessDenied", self.refusal(lambda: queues.receive_message(QueueUrl=self.queue)))

    def test_enforcement_guards_the_api_by_execute_api_invoke(self):
        arn = f"arn:aws:execute-api:us-east-1:123456789012:{self.api}/v1/POST/payment"
        allowed, other = self.assumed("caller", ("execute-api:Invoke", arn)), self.assumed("other", ("s3:*", "*"))
        self.emulator.enforce_iam(True)
        self.addCleanup(self.emulator.enforce_iam, False)
        self.assertEqual(200, self.call("POST", "/payment", b'{"amount": 1}', KEYED, allowed)[0])
        status, _, body = self.call("POST", "/payment", b'{"amount": 1}', KEYED, other)
        self.assertEqual(403, status)
        self.assertIn(f"not authorized to perform: execute-api:Invoke on resource: {arn}", json.loads(body)["Message"])


if __name__ == "__main__":
    unittest.main()
