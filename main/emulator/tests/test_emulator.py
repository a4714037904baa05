import json
import unittest
from pathlib import Path
from concurrent.futures import ThreadPoolExecutor

from botocore.exceptions import ClientError

from .functions import zipped
from .openapi import document
from .running import Running, eventually

FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:api:live"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:failures"
JSON = {"Content-Type": "application/json"}
KEYED = {**JSON, "Idempotency-Key": "k"}


class EmulatorTest(unittest.TestCase):
    """One emulator, one API, one function, one table with a stream."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = Running()
        cls.addClassCleanup(cls.emulator.end)
        for service in ("iam", "lambda", "apigateway", "dynamodb", "sqs", "logs"):
            setattr(cls, service.replace("lambda", "functions"), cls.emulator.client(service))
        cls.queue = cls.sqs.create_queue(QueueName="failures")["QueueUrl"]
        cls.role = cls.iam.create_role(RoleName="function", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        cls.functions.create_function(
            FunctionName="api", Role=cls.role, Runtime="java21", Handler="h", Code={"ZipFile": zipped()}, Timeout=900,
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

    def test_an_api_is_tagged_and_untagged(self):
        arn = f"arn:aws:apigateway:us-east-1::/restapis/{self.api}"
        self.apigateway.tag_resource(resourceArn=arn, tags={"a": "1", "b": "2"})
        self.apigateway.untag_resource(resourceArn=arn, tagKeys=["a"])
        self.assertEqual({"b": "2"}, self.apigateway.get_rest_api(restApiId=self.api)["tags"])

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
        status, _, body = self.call("POST", "/payment?a=1", b'{"amount": 1}', KEYED, self.emulator.root)
        event = json.loads(body)
        self.assertEqual((200, '{"amount": 1}', {"a": "1"}), (status, event["body"], event["queryStringParameters"]))
        self.assertEqual("arn:aws:iam::123456789012:root", event["requestContext"]["identity"]["userArn"])

    def test_an_unsigned_or_wrongly_signed_request_is_forbidden(self):
        self.assertEqual((403, b'{"message":"Missing Authentication Token"}'),
                         self.call("POST", "/payment", b"{}", KEYED)[::2])
        self.assertEqual(403, self.call("POST", "/payment", b"{}", KEYED, (self.emulator.root[0], "wrong"))[0])
        self.assertEqual(403, self.call("POST", "/payment", b"{}", KEYED, ("AKIAUNKNOWN", "x"))[0])

    def test_an_unknown_route_stage_or_api_is_forbidden(self):
        self.assertEqual(403, self.call("GET", "/nothing")[0])
        self.assertEqual(403, self.call("GET", "/payment", stage="v9")[0])
        self.assertEqual(403, self.emulator.call("GET", "/_execute-api/none/v1/payment")[0])

    def test_an_invalid_request_does_not_reach_the_function(self):
        self.assertEqual(400, self.call("POST", "/payment", b'{"amount": 0}', KEYED, self.emulator.root)[0])
        self.assertEqual(400, self.call("POST", "/payment", b'{"amount": 1}', JSON, self.emulator.root)[0])

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

    def test_a_disabled_default_endpoint_answers_403(self):
        for value, status in (("true", 403), ("false", 200)):
            self.apigateway.update_rest_api(restApiId=self.api, patchOperations=[
                {"op": "replace", "path": "/disableExecuteApiEndpoint", "value": value}])
            self.assertEqual(status, self.call("GET", "/payment/1")[0])

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

    def test_what_fails_behind_the_api_is_in_its_execution_log_without_data(self):
        made = document(FUNCTION + "-none")
        self.deploy(made, "failing")
        self.apigateway.update_stage(restApiId=self.api, stageName="failing", patchOperations=[
            {"op": "replace", "path": "/*/*/logging/loglevel", "value": "ERROR"}])
        self.call("OPTIONS", "/payment", stage="failing")
        status, headers, _ = self.call("GET", "/payment/1?card=4111", stage="failing")
        self.assertEqual(500, status)
        lines = [event["message"] for event in self.logs.filter_log_events(
            logGroupName=f"API-Gateway-Execution-Logs_{self.api}/failing")["events"]]
        request = headers["x-amzn-RequestId"]
        self.assertEqual([f"({request}) Execution failed due to configuration error",
                          f"({request}) Method completed with status: 500"], lines)

    def test_an_apis_resource_policy_holds(self):
        made = document(FUNCTION)
        made["x-amazon-apigateway-policy"] = {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"},
            {"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*/GET/*"}]}
        self.deploy(made, "policed")
        self.assertEqual(204, self.call("OPTIONS", "/payment", stage="policed")[0])
        status, _, body = self.call("GET", "/payment/1", stage="policed")
        self.assertEqual(403, status)
        self.assertIn("explicit deny", json.loads(body)["Message"])

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
        written = Path(self.emulator.folder.name, "written")
        for number in range(12):
            item = {"id": {"S": str(number)}, "until": {"S": str(written)}, **({"poison": {"BOOL": True}} if number == 5 else {})}
            self.dynamodb.put_item(TableName="payments", Item=item)
        written.touch()  # the function has waited for the writes, and not they for it
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


if __name__ == "__main__":
    unittest.main()
