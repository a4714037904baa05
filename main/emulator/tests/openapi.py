"""A small OpenAPI document for tests."""
from tapstack_emulator.gateway.context import RequestContext
from tapstack_emulator.gateway.request import Request

PROXY = {"type": "aws_proxy", "httpMethod": "POST", "uri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/"
         "functions/arn:aws:lambda:us-east-1:123456789012:function:api:live/invocations"}
CORS = {
    "responses": {"204": {"headers": {"Access-Control-Allow-Origin": {}}}},
    "x-amazon-apigateway-integration": {
        "type": "mock",
        "requestTemplates": {"application/json": '{"statusCode": 204}'},
        "responses": {"default": {"statusCode": "204", "responseParameters": {
            "method.response.header.Access-Control-Allow-Origin": "'*'"}}},
    },
}


def document(function_arn=None):
    proxy = dict(PROXY)
    if function_arn:
        proxy["uri"] = f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{function_arn}/invocations"
    return {
        "openapi": "3.0.1",
        "info": {"title": "payments", "version": "1"},
        "paths": {
            "/payment": {
                "post": {
                    "security": [{"sigv4": []}],
                    "x-amazon-apigateway-request-validator": "all",
                    "parameters": [{"name": "Idempotency-Key", "in": "header", "required": True}],
                    "requestBody": {"content": {"application/json": {"schema": {
                        "$ref": "#/components/schemas/Payment"}}}},
                    "responses": {"201": {}},
                    "x-amazon-apigateway-integration": proxy,
                },
                "options": CORS,
            },
            "/payment/{id}": {"get": {"x-amazon-apigateway-integration": proxy, "responses": {}}},
            "/payment/latest": {"get": {"x-amazon-apigateway-integration": proxy, "responses": {}}},
            "/files/{path+}": {"x-amazon-apigateway-any-method": {"x-amazon-apigateway-integration": proxy,
                                                                  "responses": {}}},
        },
        "components": {
            "schemas": {
                "Payment": {"type": "object", "required": ["amount"], "additionalProperties": False,
                            "properties": {"amount": {"$ref": "#/components/schemas/Amount"}}},
                "Amount": {"type": "integer", "minimum": 1},
            },
            "securitySchemes": {"sigv4": {"type": "apiKey", "name": "Authorization", "in": "header",
                                          "x-amazon-apigateway-authtype": "awsSigv4"}},
        },
        "x-amazon-apigateway-request-validators": {"all": {"validateRequestBody": True,
                                                           "validateRequestParameters": True}},
        "x-amazon-apigateway-gateway-responses": {"DEFAULT_4XX": {"responseParameters": {
            "gatewayresponse.header.Access-Control-Allow-Origin": "'*'"}}},
    }


def request(method="GET", path="/payment", query="", headers=(), body=b""):
    return Request(method, f"/_execute-api/api/v1{path}?{query}", path, query, list(headers), body, "127.0.0.1")


def context(made, resource="/payment"):
    made = RequestContext(made, "api", "v1", "123456789012", "us-east-1", "api.execute-api.us-east-1.amazonaws.com",
                          request_id="11111111-2222-3333-4444-555555555555", started=1_700_000_000.0)
    made.resource_path = resource
    return made
