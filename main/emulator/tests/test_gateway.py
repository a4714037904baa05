import json
import unittest

from tapstack_emulator.gateway import mock, proxy, responses
from tapstack_emulator.gateway.definition import AUTH_COGNITO, AUTH_IAM, AUTH_NONE, Definition, merged
from tapstack_emulator.gateway.responses import GatewayRefusal
from tapstack_emulator.gateway.routing import Router
from tapstack_emulator.gateway.throttle import Throttle, limits_of
from tapstack_emulator.gateway.validation import validate

from .openapi import context, document, request

JSON = ("Content-Type", "application/json")
KEY = ("idempotency-key", "k1")


def method(path="/payment", http_method="POST", of=None):
    return next(m for m in Definition(of or document()).methods() if (m.path, m.http_method) == (path, http_method))


class RoutingTest(unittest.TestCase):
    def setUp(self):
        self.router = Router(Definition(document()).methods())

    def route(self, http_method, path):
        found = self.router.route(http_method, request(path=path).segments())
        return found and (found[0].path, found[1])

    def test_a_path_parameter_is_handed_over_decoded(self):
        self.assertEqual(("/payment/{id}", {"id": "a b/c"}), self.route("GET", "/payment/a%20b%2Fc"))

    def test_a_fixed_segment_goes_before_a_parameter(self):
        self.assertEqual(("/payment/latest", {}), self.route("GET", "/payment/latest"))

    def test_a_greedy_parameter_takes_the_rest_of_the_path_for_any_method(self):
        self.assertEqual(("/files/{path+}", {"path": "a/b/c"}), self.route("PATCH", "/files/a/b/c"))

    def test_an_unknown_path_or_method_has_no_route(self):
        for http_method, path in (("GET", "/"), ("DELETE", "/payment"), ("GET", "/payment/1/2"), ("GET", "/files")):
            with self.subTest(f"{http_method} {path}"):
                self.assertIsNone(self.route(http_method, path))


class DefinitionTest(unittest.TestCase):
    def test_security_schemes_decide_the_authorisation(self):
        self.assertEqual(AUTH_IAM, method().authorization)
        self.assertEqual(AUTH_NONE, method("/payment", "OPTIONS").authorization)

    def test_a_cognito_authoriser_is_recognised(self):
        pool = document()
        pool["components"]["securitySchemes"]["sigv4"] = {
            "type": "apiKey", "name": "Authorization", "in": "header",
            "x-amazon-apigateway-authorizer": {"type": "cognito_user_pools", "providerARNs": ["arn"]}}
        self.assertEqual(AUTH_COGNITO, method(of=pool).authorization)

    def test_merging_keeps_old_paths_and_replaces_methods_of_the_same_path(self):
        new = {"paths": {"/payment": {"post": {"operationId": "new"}}, "/more": {"get": {}}}}
        paths = merged(document(), new)["paths"]
        self.assertEqual({"operationId": "new"}, paths["/payment"]["post"])
        self.assertIn("options", paths["/payment"])
        self.assertIn("/payment/{id}", paths)
        self.assertIn("/more", paths)


class ValidationTest(unittest.TestCase):
    def validate(self, body, headers=(JSON, KEY)):
        definition = Definition(document())
        validate(method(), definition, request("POST", headers=headers, body=body), {})

    def refusal(self, *arguments, **named):
        with self.assertRaises(GatewayRefusal) as caught:
            self.validate(*arguments, **named)
        return caught.exception

    def test_a_body_that_fits_its_model_passes(self):
        self.validate(b'{"amount": 1}')

    def test_a_missing_or_blank_header_is_named(self):
        for headers in ((JSON,), (JSON, ("Idempotency-Key", " "))):
            with self.subTest(headers):
                problem = self.refusal(b'{"amount": 1}', headers)
                self.assertEqual("Missing required request parameters: [Idempotency-Key]", str(problem))
                self.assertEqual("BAD_REQUEST_PARAMETERS", problem.kind)

    def test_a_body_against_its_model_is_refused(self):
        for body in (b"", b"{", b"[]", b"{}", b'{"amount": 0}', b'{"amount": "1"}', b'{"amount": 1.5}',
                     b'{"amount": 1, "more": 2}'):
            with self.subTest(body):
                problem = self.refusal(body)
                self.assertEqual(("BAD_REQUEST_BODY", "Invalid request body"), (problem.kind, str(problem)))

    def test_the_validation_error_says_what_is_wrong(self):
        self.assertIn("'amount' is a required property", self.refusal(b"{}").validation)

    def test_a_content_type_without_a_model_is_not_validated(self):
        self.validate(b"amount=1", (("Content-Type", "text/plain"), KEY))


class ThrottleTest(unittest.TestCase):
    def setUp(self):
        self.now = 0.0
        self.throttle = Throttle(clock=lambda: self.now)

    def admitted(self, count, key="m", limits=(2.0, 3.0)):
        return sum(self.throttle.admits(key, limits) for _ in range(count))

    def test_a_burst_goes_through_and_the_next_request_does_not(self):
        self.assertEqual(3, self.admitted(10))

    def test_the_bucket_refills_at_the_rate_and_never_above_the_burst(self):
        self.admitted(10)
        self.now = 1.0
        self.assertEqual(2, self.admitted(10))
        self.now = 1000.0
        self.assertEqual(3, self.admitted(10))

    def test_methods_do_not_share_a_bucket(self):
        self.admitted(10)
        self.assertEqual(3, self.admitted(10, key="other"))

    def test_without_limits_everything_goes_through(self):
        self.assertEqual(100, self.admitted(100, limits=None))

    def test_a_methods_own_settings_go_before_the_stages(self):
        settings = {"*/*": {"throttlingRateLimit": 10.0, "throttlingBurstLimit": 5},
                    "~1payment~1{id}/GET": {"throttlingRateLimit": 1.0, "throttlingBurstLimit": 2}}
        self.assertEqual((1.0, 2.0), limits_of(settings, "/payment/{id}", "GET"))
        self.assertEqual((10.0, 5.0), limits_of(settings, "/payment", "POST"))
        self.assertIsNone(limits_of({"*/*": {"throttlingRateLimit": -1, "throttlingBurstLimit": -1}}, "/p", "GET"))
        self.assertIsNone(limits_of({}, "/p", "GET"))


class ProxyTest(unittest.TestCase):
    def test_the_event_has_every_field_of_format_1_0(self):
        headers = [JSON, ("X-Many", "1"), ("x-many", "2")]
        made = request("POST", "/payment/a%20b", "x=1&x=2&y=%C3%A9", headers, b'{"a":1}')
        event = proxy.event(context(made, "/payment/{id}"), {"id": "a b"}, {"stage": "variable"}, [])
        self.assertEqual("/payment/{id}", event["resource"])
        self.assertEqual("/payment/a%20b", event["path"])
        self.assertEqual({"x": "2", "y": "é"}, event["queryStringParameters"])
        self.assertEqual({"x": ["1", "2"], "y": ["é"]}, event["multiValueQueryStringParameters"])
        self.assertEqual(["1", "2"], event["multiValueHeaders"]["X-Many"])
        self.assertEqual("2", event["headers"]["X-Many"])
        self.assertEqual({"id": "a b"}, event["pathParameters"])
        self.assertEqual({"stage": "variable"}, event["stageVariables"])
        self.assertEqual(('{"a":1}', False), (event["body"], event["isBase64Encoded"]))
        asked = event["requestContext"]
        self.assertEqual({"path": "/v1/payment/a%20b", "stage": "v1", "apiId": "api", "httpMethod": "POST",
                          "requestTimeEpoch": 1_700_000_000_000},
                         {name: asked[name] for name in ("path", "stage", "apiId", "httpMethod", "requestTimeEpoch")})
        self.assertIn("sourceIp", asked["identity"])

    def test_absent_parts_are_null_and_not_empty(self):
        event = proxy.event(context(request()), {}, {}, [])
        for name in ("queryStringParameters", "multiValueQueryStringParameters", "pathParameters", "stageVariables",
                     "body"):
            self.assertIsNone(event[name], name)

    def test_a_body_of_a_binary_type_comes_in_base64(self):
        made = request("POST", headers=[("Content-Type", "image/png")], body=b"\x89PNG")
        self.assertEqual(("iVBORw==", True), proxy.body_of(made, ["image/*"]))

    def test_an_answer_becomes_status_headers_and_body(self):
        answer = proxy.answer(json.dumps({"statusCode": 201, "headers": {"A": "1", "B": 2}, "body": "é",
                                          "multiValueHeaders": {"b": ["x", "y"]}}).encode())
        self.assertEqual((201, "é".encode()), (answer.status, answer.body))
        self.assertEqual([("b", "x"), ("b", "y"), ("A", "1"), ("Content-Type", "application/json")], answer.headers)

    def test_a_malformed_answer_is_refused(self):
        for payload in (b"", b'"text"', b"{}", b'{"statusCode": "x"}', b'{"statusCode": 200, "body": {}}',
                        b'{"statusCode": 99}', b'{"statusCode": 200, "headers": [1]}'):
            with self.subTest(payload), self.assertRaises(proxy.MalformedAnswer):
                proxy.answer(payload)


class AnswerTest(unittest.TestCase):
    def test_a_refusal_carries_the_headers_its_gateway_response_configures(self):
        answer = responses.answer(GatewayRefusal("THROTTLED"), Definition(document()), context(request()))
        self.assertEqual((429, b'{"message":"Too Many Requests"}'), (answer.status, answer.body))
        self.assertIn(("Access-Control-Allow-Origin", "*"), answer.headers)
        self.assertIn(("x-amzn-ErrorType", "TooManyRequestsException"), answer.headers)

    def test_a_configured_response_changes_status_and_body(self):
        made = document()
        made["x-amazon-apigateway-gateway-responses"]["BAD_REQUEST_BODY"] = {
            "statusCode": 422, "responseTemplates": {"application/problem+json":
                                                     '{"id":"$context.requestId","why":$context.error.messageString}'}}
        answer = responses.answer(GatewayRefusal("BAD_REQUEST_BODY"), Definition(made), context(request()))
        self.assertEqual(422, answer.status)
        self.assertEqual({"id": "11111111-2222-3333-4444-555555555555", "why": "Invalid request body"},
                         json.loads(answer.body))
        self.assertIn(("Content-Type", "application/problem+json"), answer.headers)

    def test_a_mock_answers_the_status_and_headers_of_its_templates(self):
        answer = mock.answer(method("/payment", "OPTIONS"), context(request("OPTIONS")))
        self.assertEqual(204, answer.status)
        self.assertIn(("Access-Control-Allow-Origin", "*"), answer.headers)

    def test_an_access_log_line_has_a_dash_for_what_is_unknown(self):
        made = context(request("GET", "/payment/1"), "/payment/{id}")
        made.values["status"] = 200
        self.assertEqual("GET /payment/{id} 200 - /v1/payment/1",
                         made.fill("$context.httpMethod $context.resourcePath $context.status "
                                   "$context.error.message $context.path"))


if __name__ == "__main__":
    unittest.main()
