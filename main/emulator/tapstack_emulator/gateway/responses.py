"""API Gateway's own answers, in the form the API's gateway responses give them."""
from __future__ import annotations

from typing import Dict, Optional, Tuple

from .context import RequestContext
from .definition import Definition
from .request import Answer

# type -> (status, X-Amzn-ErrorType, message)
KINDS: Dict[str, Tuple[int, str, str]] = {
    "ACCESS_DENIED": (403, "AccessDeniedException", "Forbidden"),
    "API_CONFIGURATION_ERROR": (500, "InternalServerErrorException", "Internal server error"),
    "AUTHORIZER_CONFIGURATION_ERROR": (500, "InternalServerErrorException", "Internal server error"),
    "BAD_REQUEST_BODY": (400, "BadRequestException", "Invalid request body"),
    "BAD_REQUEST_PARAMETERS": (400, "BadRequestException", "Invalid request parameters"),
    "DEFAULT_5XX": (502, "InternalServerErrorException", "Internal server error"),
    "EXPIRED_TOKEN": (403, "ExpiredTokenException", "The security token included in the request is expired"),
    "INTEGRATION_FAILURE": (500, "InternalServerErrorException", "Internal server error"),
    "INTEGRATION_TIMEOUT": (504, "GatewayTimeoutException", "Endpoint request timed out"),
    "INVALID_API_KEY": (403, "ForbiddenException", "Forbidden"),
    "INVALID_SIGNATURE": (403, "InvalidSignatureException", "The request signature is not valid"),
    "MISSING_AUTHENTICATION_TOKEN": (403, "MissingAuthenticationTokenException", "Missing Authentication Token"),
    "QUOTA_EXCEEDED": (429, "LimitExceededException", "Limit Exceeded"),
    "REQUEST_TOO_LARGE": (413, "RequestEntityTooLargeException", "Request Too Long"),
    "THROTTLED": (429, "TooManyRequestsException", "Too Many Requests"),
    "UNAUTHORIZED": (401, "UnauthorizedException", "Unauthorized"),
    "UNSUPPORTED_MEDIA_TYPE": (415, "BadRequestException", "Unsupported Media Type"),
}
ACCESS_DENIED_TEMPLATE = '{"Message":$context.error.messageString}'
DEFAULT_TEMPLATE = '{"message":$context.error.messageString}'


class GatewayRefusal(Exception):
    """The request ends here, with a gateway response of this kind."""

    def __init__(self, kind: str, message: Optional[str] = None, error_type: Optional[str] = None,
                 validation: Optional[str] = None, template: str = DEFAULT_TEMPLATE):
        super().__init__(message or KINDS[kind][2])
        self.kind = kind
        self.error_type = error_type or KINDS[kind][1]
        self.validation = validation
        self.template = template


def answer(refusal: GatewayRefusal, definition: Definition, context: RequestContext) -> Answer:
    context.fail(refusal.kind, str(refusal), refusal.validation)
    status = KINDS[refusal.kind][0]
    configured = definition.gateway_responses
    default = configured.get("DEFAULT_5XX" if status >= 500 else "DEFAULT_4XX", {})
    own = configured.get(refusal.kind, {})
    status = int(own.get("statusCode") or default.get("statusCode") or status)
    content_type, template = _template({**(default.get("responseTemplates") or {}),
                                        **(own.get("responseTemplates") or {})}, refusal.template)
    headers = {"Content-Type": content_type, "x-amzn-ErrorType": refusal.error_type}
    for expression in ({**(default.get("responseParameters") or {}), **(own.get("responseParameters") or {})}).items():
        name, value = _parameter(expression, context)
        if value is not None:
            headers[name] = value
    return Answer(status, context.fill(template).encode(), list(headers.items()))


def _template(templates: Dict[str, str], default: str) -> Tuple[str, str]:
    if "application/json" in templates or not templates:
        return "application/json", templates.get("application/json", default)
    return next(iter(templates.items()))


def _parameter(expression: Tuple[str, str], context: RequestContext) -> Tuple[str, Optional[str]]:
    """('gatewayresponse.header.X', "'constant'" or where the value is) as header name and value."""
    target, source = expression
    name = target.split(".header.", 1)[-1]
    if source.startswith("'"):
        return name, source.strip("'")
    if source.startswith("method.request.header."):
        return name, context.request.header(source.rsplit(".", 1)[-1])
    if source.startswith("context."):
        return name, context.fill("$" + source)
    return name, None
