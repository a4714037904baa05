"""IAM enforcement of API calls: off at the start, switched over moto's own address.

    POST /moto-api/reset-auth   Content-Type: text/plain   body 0 switches it on, body inf off

While it is on, every call must be signed by a user, an assumed role or the account root, and allowed.
"""
from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from moto import settings
from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.exceptions import AccessDeniedError, JsonRESTError

from ..emulator import log
from ..options import Options
from ..extending import wrap

BODY = "emulator.body"
ALWAYS_ALLOWED = ("sts:GetCallerIdentity",)


class QueryRefusal(AccessDeniedError):
    """moto's XML error with a code and a message of choice."""

    def __init__(self, code: str, message: str):
        super(AccessDeniedError, self).__init__(code, message)
        error = f"<Error><Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
        self.description = f"<ErrorResponse>{error}<RequestId>emulator</RequestId></ErrorResponse>"


def enforced() -> bool:
    return ActionAuthenticatorMixin.request_count >= settings.INITIAL_NO_AUTH_ACTION_COUNT


def install(options: Options) -> None:
    def authorize(_: Any, self: Any, request_class: type, resource: str = "*") -> None:
        if not enforced():
            ActionAuthenticatorMixin.request_count += 1
        elif self.headers.get("X-Amz-Target") not in ActionAuthenticatorMixin.PUBLIC_OPERATIONS:
            _authorize(self, request_class, resource, options)

    wrap(ActionAuthenticatorMixin, "_authenticate_and_authorize_action", authorize)


def _authorize(response: Any, request_class: type, resource: str, options: Options) -> None:
    from . import principals, requests, sigv4  # here, because they load moto's IAM

    request = signed_request()
    try:
        signature = sigv4.parse(request)
        principal = principals.find(signature, options.root)
        sigv4.verify(signature, request, principal.secret)
    except sigv4.BadSignature as problem:
        raise _refusal(request_class, problem.code, str(problem)) from None
    action = response._get_action()
    action = action[0] if isinstance(action, list) else action
    context = requests.context_of(signature.service, response, principal.arn)
    for wanted, arn in requests.pairs_of(signature.service, action, response, resource):
        decision = principal.may(wanted, arn, context)
        if not decision.allowed and wanted not in ALWAYS_ALLOWED:
            message = (f"User: {principal.arn} is not authorized to perform: {wanted} on resource: {arn} "
                       f"{decision.reason}")
            raise _refusal(request_class, "AccessDeniedException", message)


def keep_body(environ: dict) -> None:
    """Keeps the body for the signature's check; whoever parses a form leaves nothing of it."""
    chunked = environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked"
    stream = environ["wsgi.input"]
    body = stream.read() if chunked else stream.read(int(environ.get("CONTENT_LENGTH") or 0))
    environ[BODY] = body
    environ["wsgi.input"] = io.BytesIO(body)


def signed_request() -> Any:
    """The request being served, as its client signed it."""
    from flask import request
    from .sigv4 import SignedRequest

    raw = urlsplit(request.environ["REQUEST_URI"])
    headers = {name.lower(): value for name, value in request.headers.items()}
    return SignedRequest(request.method, raw.path, raw.query, headers, request.environ.get(BODY, b""))


def _refusal(request_class: type, code: str, message: str) -> Exception:
    """In the service's own error format: XML for S3 and the query services, JSON for the others."""
    from flask import request

    log.info("refused: %s: %s", code, message)
    short = "AccessDenied" if code == "AccessDeniedException" else code
    if request_class.__name__ == "S3IAMRequest":
        from moto.s3.exceptions import S3ClientError
        return S3ClientError(short, message)
    if (request.content_type or "").startswith("application/x-www-form-urlencoded"):
        return QueryRefusal(short, message)
    refusal = JsonRESTError(code, message)
    refusal.code = 400 if "X-Amz-Target" in request.headers else 403
    return refusal
