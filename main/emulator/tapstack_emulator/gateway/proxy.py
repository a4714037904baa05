"""The AWS_PROXY integration: a request as a Lambda event (format 1.0), and the function's answer as a response."""
from __future__ import annotations

import base64
import fnmatch
import json
from typing import Any, Dict, List, Optional, Tuple

from .context import RequestContext
from .request import Answer, Request

IDENTITY_KEYS = ("accessKey", "accountId", "apiKey", "apiKeyId", "caller", "cognitoAuthenticationProvider",
                 "cognitoAuthenticationType", "cognitoIdentityId", "cognitoIdentityPoolId", "principalOrgId",
                 "sourceIp", "user", "userAgent", "userArn")


class MalformedAnswer(Exception):
    """The function's answer is not what a proxy integration takes."""


def event(context: RequestContext, path_parameters: Dict[str, str], stage_variables: Optional[Dict[str, str]],
          binary_types: List[str]) -> Dict[str, Any]:
    request = context.request
    headers = forwarded_headers(context)
    query = request.query_values()
    body, encoded = body_of(request, binary_types)
    return {
        "resource": context.resource_path,
        "path": request.path,
        "httpMethod": request.method,
        "headers": {name: values[-1] for name, values in headers.items()},
        "multiValueHeaders": headers,
        "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
        "multiValueQueryStringParameters": query or None,
        "pathParameters": path_parameters or None,
        "stageVariables": stage_variables or None,
        "requestContext": request_context(context),
        "body": body,
        "isBase64Encoded": encoded,
    }


def request_context(context: RequestContext) -> Dict[str, Any]:
    return {
        **({"authorizer": context.authorizer} if context.authorizer else {}),
        "resourcePath": context.resource_path,
        "httpMethod": context.request.method,
        "extendedRequestId": context.request_id,
        "requestTime": context.request_time,
        "requestTimeEpoch": int(context.started * 1000),
        "path": context.path,
        "accountId": context.account_id,
        "protocol": context.request.protocol,
        "stage": context.stage,
        "domainPrefix": context.domain_name.split(".")[0],
        "domainName": context.domain_name,
        "requestId": context.request_id,
        "identity": {key: context.identity.get(key) for key in IDENTITY_KEYS},
        "apiId": context.api_id,
    }


def forwarded_headers(context: RequestContext) -> Dict[str, List[str]]:
    """The client's headers, as it spelled them, with those that API Gateway adds."""
    spelled: Dict[str, str] = {}
    found: Dict[str, List[str]] = {}
    for name, value in context.request.headers:
        found.setdefault(spelled.setdefault(name.lower(), name), []).append(value)
    found.update({"X-Amzn-Trace-Id": [context.trace_id], "X-Forwarded-For": [context.request.source_ip],
                  "X-Forwarded-Port": ["443"], "X-Forwarded-Proto": ["https"]})
    return found


def body_of(request: Request, binary_types: List[str]) -> Tuple[Optional[str], bool]:
    if not request.body:
        return None, False
    content_type = (request.header("content-type") or "").split(";")[0].strip()
    if any(fnmatch.fnmatchcase(content_type, kind) for kind in binary_types):
        return base64.b64encode(request.body).decode(), True
    return request.body.decode(errors="replace"), False


def wants_binary(request: Request, binary_types: List[str]) -> bool:
    """Whether an answer in base64 is decoded for this client: by the first type it accepts."""
    accepted = (request.header("accept") or "").split(",")[0].split(";")[0].strip()
    return any(kind == "*/*" or fnmatch.fnmatchcase(accepted, kind) for kind in binary_types)


def answer(payload: bytes, binary: bool = False) -> Answer:
    try:
        given = json.loads(payload)
    except ValueError:
        raise MalformedAnswer("not JSON") from None
    if not isinstance(given, dict) or "statusCode" not in given:
        raise MalformedAnswer("no statusCode")
    body = given.get("body")
    try:
        status = int(given["statusCode"])
        headers = _headers(given.get("headers") or {}, given.get("multiValueHeaders") or {})
    except (TypeError, ValueError, AttributeError) as problem:
        raise MalformedAnswer(str(problem)) from None
    if not 100 <= status <= 599 or not isinstance(body, (str, type(None))):
        raise MalformedAnswer("statusCode or body of the wrong kind")
    if not any(name.lower() == "content-type" for name, _ in headers):
        headers.append(("Content-Type", "application/json"))
    content = (body or "").encode()
    return Answer(status, _decoded(content) if binary and given.get("isBase64Encoded") else content, headers)


def _decoded(content: bytes) -> bytes:
    try:
        return base64.b64decode(content, validate=True)
    except ValueError:
        raise MalformedAnswer("body is not base64") from None


def _headers(single: Dict[str, Any], multiple: Dict[str, List[Any]]) -> List[Tuple[str, str]]:
    """Both forms merged; a header in both is taken from the multi-value one."""
    found = [(name, str(value)) for name, values in multiple.items() for value in values]
    taken = {name.lower() for name in multiple}
    found += [(name, str(value)) for name, value in single.items() if name.lower() not in taken and value is not None]
    return found
