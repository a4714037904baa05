"""One API call: its operation and its parameters under the names that AWS's API gives them."""
from __future__ import annotations

import datetime
from functools import cached_property, lru_cache
from typing import Any, List
from urllib.parse import unquote

from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import determine_request_protocol
from moto.core.utils import get_service_model

PREFIXES = {"monitoring": "cloudwatch", "email": "ses", "tagging": "tag"}  # signing name -> IAM prefix
# operation -> the action that allows it, where they differ
ACTIONS = {
    "lambda:Invoke": "InvokeFunction", "lambda:InvokeAsync": "InvokeFunction",
    "lambda:InvokeWithResponseStream": "InvokeFunction", "sns:PublishBatch": "Publish",
    "sqs:ChangeMessageVisibilityBatch": "ChangeMessageVisibility", "sqs:DeleteMessageBatch": "DeleteMessage",
    "sqs:SendMessageBatch": "SendMessage",
    "s3:GetPublicAccessBlock": "GetAccountPublicAccessBlock", "s3:PutPublicAccessBlock": "PutAccountPublicAccessBlock",
    "s3:DeletePublicAccessBlock": "PutAccountPublicAccessBlock",
}


class Call:
    """moto's response object, asked for what a resource ARN is made of."""

    def __init__(self, signing_name: str, response: Any, body: bytes, resource: str = "*"):
        self.service = PREFIXES.get(signing_name, signing_name)
        self.response = response
        self.region: str = response.region
        self.account: str = response.current_account
        self.s3_resource = resource
        self._body = body
        operation = response._get_action()
        self.operation: str = operation[0] if isinstance(operation, list) else operation

    @property
    def public(self) -> bool:
        """Operations that AWS lets anybody call unsigned: signing in, mostly."""
        model = _model(self.response.boto3_service_name)
        return (self.response.service_name != "s3" and self.operation in model.operation_names
                and model.operation_model(self.operation).auth_type == "none")

    @property
    def time(self) -> str:
        return datetime.datetime.now(datetime.timezone.utc).isoformat()

    @property
    def action(self) -> str:
        return ACTIONS.get(f"{self.service}:{self.operation}", self.operation)

    @cached_property
    def params(self) -> dict:
        """All parameters, wherever the protocol puts them; moto's own parsers and AWS's own models."""
        from flask import request

        model = _model(self.response.boto3_service_name)
        if self.operation not in model.operation_names:
            return {}
        operation = model.operation_model(self.operation)
        uri = self.response.uri_match
        return PROTOCOL_PARSERS[_protocol(model, request.content_type)](operation).parse({
            "method": request.method, "values": request.values, "headers": request.headers, "body": self._body,
            "url_path": request.path,
            "url_params": {name: unquote(value) for name, value in uri.groupdict().items()} if uri else {},
        })

    def values(self, *names: str) -> List[str]:
        """The values of the first of these parameters that is there; a.b leads into a structure."""
        for name in names:
            value: Any = self.params
            for part in name.split("."):
                value = value.get(part) if isinstance(value, dict) else None
            if value:
                return [str(each) for each in (value if isinstance(value, list) else [value])]
        return []

    def value(self, *names: str) -> str:
        return next(iter(self.values(*names)), "")

    def arn(self, service: str, resource: str) -> str:
        return f"arn:aws:{service}:{self.region}:{self.account}:{resource}"


def speaks_forms(response: Any) -> bool:
    """Whether a service takes forms (and answers in XML); some take JSON as well."""
    model = _model(response.boto3_service_name)
    return not {"query", "ec2"}.isdisjoint(model.metadata.get("protocols", [model.protocol]))


def speaks_xml(response: Any) -> bool:
    return str(_model(response.boto3_service_name).protocol) == "rest-xml"


def _protocol(model: Any, content_type: str) -> str:
    """Some clients say that an empty body is a form, in whichever service."""
    try:
        return determine_request_protocol(model, content_type)
    except NotImplementedError:
        return str(model.protocol)


@lru_cache(maxsize=None)
def _model(service: str) -> Any:
    return get_service_model(service)
