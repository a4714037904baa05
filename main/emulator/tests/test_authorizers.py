import base64
import hashlib
import hmac
import json
import time
import unittest

from botocore.exceptions import ClientError
from joserfc import jwk, jwt

from .functions import zipped
from .openapi import document
from .running import shared

FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:echo"
HANDLER = '''
import json

def handle(event, headers):
    if event["path"] == "/picture":
        return {"statusCode": 200, "headers": {"Content-Type": "image/png"}, "isBase64Encoded": True,
                "body": event["body"] if event["isBase64Encoded"] else "iVBORw=="}
    return {"statusCode": 200, "body": json.dumps(event["requestContext"])}
'''


def api(pool_arn):
    made = document(FUNCTION)
    proxy = made["paths"]["/payment/{id}"]["get"]["x-amazon-apigateway-integration"]
    made["x-amazon-apigateway-binary-media-types"] = ["image/png"]
    made["components"]["securitySchemes"].update({
        "pool": {"type": "apiKey", "name": "Authorization", "in": "header",
                 "x-amazon-apigateway-authtype": "cognito_user_pools",
                 "x-amazon-apigateway-authorizer": {"type": "cognito_user_pools", "providerARNs": [pool_arn]}},
        "key": {"type": "apiKey", "name": "x-api-key", "in": "header"}})
    methods = {"/me": [{"pool": []}], "/scoped": [{"pool": ["points/write"]}], "/keyed": [{"key": []}], "/picture": []}
    made["paths"].update({path: {"x-amazon-apigateway-any-method": {
        "security": security, "x-amazon-apigateway-integration": proxy, "responses": {}}}
        for path, security in methods.items()})
    return made


class AuthorizerTest(unittest.TestCase):
    """One API with Cognito authorisers, API keys and binary bodies before an echoing function."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        cls.cognito, cls.apigateway, functions = (
            cls.emulator.client(name) for name in ("cognito-idp", "apigateway", "lambda"))
        pool = cls.cognito.create_user_pool(PoolName="members")["UserPool"]
        cls.pool = pool["Id"]
        cls.client = cls.cognito.create_user_pool_client(
            UserPoolId=cls.pool, ClientName="app", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"])["UserPoolClient"]["ClientId"]
        cls.user(cls.pool, "ann", "Passw0rd!")
        cls.cognito.create_group(UserPoolId=cls.pool, GroupName="gold")
        cls.cognito.create_group(UserPoolId=cls.pool, GroupName="staff")
        for group in ("gold", "staff"):
            cls.cognito.admin_add_user_to_group(UserPoolId=cls.pool, Username="ann", GroupName=group)
        role = cls.emulator.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        functions.create_function(FunctionName="echo", Role=role, Runtime="java21", Handler="h",
                                  Code={"ZipFile": zipped(HANDLER)})
        functions.add_permission(FunctionName="echo", StatementId="s", Action="lambda:InvokeFunction",
                                 Principal="apigateway.amazonaws.com")
        cls.api = cls.apigateway.create_rest_api(name="members")["id"]
        cls.apigateway.put_rest_api(restApiId=cls.api, mode="overwrite", body=json.dumps(api(pool["Arn"])))
        deployment = cls.apigateway.create_deployment(restApiId=cls.api)["id"]
        cls.apigateway.create_stage(restApiId=cls.api, stageName="v1", deploymentId=deployment)

    @classmethod
    def user(cls, pool, name, password):
        cls.cognito.admin_create_user(UserPoolId=pool, Username=name, UserAttributes=[
            {"Name": "email", "Value": f"{name}@example.com"}, {"Name": "email_verified", "Value": "true"}])
        cls.cognito.admin_set_user_password(UserPoolId=pool, Username=name, Password=password, Permanent=True)

    def tokens(self, name="ann", password="Passw0rd!", client=None, **more):
        return self.cognito.initiate_auth(ClientId=client or self.client, AuthFlow="USER_PASSWORD_AUTH", AuthParameters={
            "USERNAME": name, "PASSWORD": password, **more})["AuthenticationResult"]

    def call(self, path, method="GET", body=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.emulator.call(method, f"/_execute-api/{self.api}/v1{path}", body, headers)

    def signed(self, key=None, **changes):
        """A token like the pool's own, with some claims changed."""
        claims = {"iss": f"https://cognito-idp.us-east-1.amazonaws.com/{self.pool}", "sub": "1", "aud": self.client,
                  "client_id": self.client, "token_use": "id", "exp": int(time.time()) + 60, **changes}
        return jwt.encode({"alg": "RS256"}, claims, key or moto_key())

    # --- Cognito ---------------------------------------------------------------------

    def test_an_id_token_lets_in_and_its_claims_reach_the_function(self):
        for prefix in ("", "Bearer "):
            status, _, body = self.call("/me", Authorization=prefix + self.tokens()["IdToken"])
            self.assertEqual(200, status)
        claims = json.loads(body)["authorizer"]["claims"]
        self.assertEqual(("ann", "ann@example.com", "true", "id", self.client),
                         tuple(claims[name] for name in ("cognito:username", "email", "email_verified", "token_use", "aud")))
        self.assertEqual({"gold", "staff"}, set(claims["cognito:groups"].split(",")))
        self.assertRegex(claims["exp"], r"^\w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4}$")

    def test_without_a_token_or_with_another_one_the_answer_is_401(self):
        unauthorized = (401, b'{"message":"Unauthorized"}')
        self.assertEqual(unauthorized, self.call("/me")[::2])
        header, payload, signature = self.tokens()["IdToken"].split(".")
        none = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
        for what, token in {
                "text": "x", "three texts": "a.b.c", "an access token": self.tokens()["AccessToken"],
                "no signature": f"{none}.{payload}.", "another signature": f"{header}.{payload}.{signature[::-1]}",
                "another key": self.signed(key=jwk.RSAKey.generate_key(2048)),
                "another pool": self.signed(iss="https://cognito-idp.us-east-1.amazonaws.com/us-east-1_other"),
                "another client": self.signed(aud="other"),
        }.items():
            with self.subTest(what):
                self.assertEqual(unauthorized, self.call("/me", Authorization=token)[::2])
        self.assertEqual(200, self.call("/me", Authorization=self.signed())[0])

    def test_an_expired_token_is_told_so(self):
        self.assertEqual((401, b'{"message":"The incoming token has expired"}'),
                         self.call("/me", Authorization=self.signed(exp=int(time.time()) - 1))[::2])

    def test_a_method_with_scopes_takes_access_tokens_that_have_one(self):
        for expected, token in ((200, self.signed(token_use="access", scope="points/read points/write")),
                                (401, self.signed(token_use="access", scope="points/read")),
                                (401, self.signed(token_use="id", scope="points/write")),
                                (401, self.tokens()["AccessToken"])):
            self.assertEqual(expected, self.call("/scoped", Authorization=token)[0])

    def test_the_control_plane_knows_authoriser_and_scopes(self):
        authorizer, = self.apigateway.get_authorizers(restApiId=self.api)["items"]
        resources = {item["path"]: item for item in self.apigateway.get_resources(restApiId=self.api)["items"]}
        method = resources["/scoped"]["resourceMethods"]["ANY"]
        self.assertEqual(("COGNITO_USER_POOLS", authorizer["id"], ["points/write"]),
                         (method["authorizationType"], method["authorizerId"], method["authorizationScopes"]))

    def test_a_client_signs_in_by_its_flows_only_and_with_its_secret(self):
        def refusal(client, **more):
            with self.assertRaises(ClientError) as caught:
                self.tokens(client=client, **more)
            return caught.exception.response["Error"]["Code"]

        closed = self.cognito.create_user_pool_client(UserPoolId=self.pool, ClientName="srp")["UserPoolClient"]["ClientId"]
        self.assertEqual("InvalidParameterException", refusal(closed))
        secret = self.cognito.create_user_pool_client(UserPoolId=self.pool, ClientName="secret", GenerateSecret=True,
                                                      ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"])["UserPoolClient"]
        self.assertEqual("NotAuthorizedException", refusal(secret["ClientId"]))
        self.assertEqual("NotAuthorizedException", refusal(secret["ClientId"], SECRET_HASH="x"))
        right = base64.b64encode(hmac.new(secret["ClientSecret"].encode(), f"ann{secret['ClientId']}".encode(),
                                          hashlib.sha256).digest()).decode()
        self.assertIn("IdToken", self.tokens(client=secret["ClientId"], SECRET_HASH=right))
        self.assertEqual("NotAuthorizedException", refusal(self.client, password="wrong"))

    # --- API keys --------------------------------------------------------------------

    def key(self, name, **plan):
        key = self.apigateway.create_api_key(name=name, enabled=True)
        if plan:
            made = self.apigateway.create_usage_plan(name=name, apiStages=[{"apiId": self.api, "stage": "v1"}], **plan)
            self.apigateway.create_usage_plan_key(usagePlanId=made["id"], keyId=key["id"], keyType="API_KEY")
        return key

    def test_a_key_of_a_plan_for_the_stage_lets_in(self):
        key = self.key("good", throttle={"rateLimit": 100, "burstLimit": 100})
        status, _, body = self.call("/keyed", x_api_key=key["value"])
        self.assertEqual((200, key["id"]), (status, json.loads(body)["identity"]["apiKeyId"]))

    def test_no_key_an_unknown_one_and_one_without_a_plan_are_forbidden(self):
        for headers in ({}, {"x_api_key": "x"}, {"x_api_key": self.key("planless")["value"]}):
            self.assertEqual((403, b'{"message":"Forbidden"}'), self.call("/keyed", **headers)[::2])

    def test_a_plans_throttle_and_quota_hold_for_each_key(self):
        throttled = self.key("throttled", throttle={"rateLimit": 0.01, "burstLimit": 2})["value"]
        self.assertEqual([200, 200, 429], [self.call("/keyed", x_api_key=throttled)[0] for _ in range(3)])
        limited = self.key("limited", quota={"limit": 1, "period": "DAY"})["value"]
        self.assertEqual(200, self.call("/keyed", x_api_key=limited)[0])
        self.assertEqual((429, b'{"message":"Limit Exceeded"}'), self.call("/keyed", x_api_key=limited)[::2])

    # --- binary bodies ---------------------------------------------------------------

    def test_binary_bodies_go_both_ways(self):
        picture = b"\x89PNG\xff\x00"
        status, headers, body = self.call("/picture", "POST", picture, Content_Type="image/png", Accept="image/png")
        self.assertEqual((200, picture, "image/png"), (status, body, headers["Content-Type"]))

    def test_a_client_that_does_not_accept_a_binary_type_gets_base64(self):
        self.assertEqual(b"iVBORw==", self.call("/picture", Accept="*/*")[2])


def moto_key():
    from moto.cognitoidp import models
    from moto.utilities.utils import load_resource

    return jwk.RSAKey.import_key(load_resource(models.__name__, "resources/jwks-private.json"))


if __name__ == "__main__":
    unittest.main()
