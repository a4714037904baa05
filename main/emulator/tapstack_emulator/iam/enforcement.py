"""IAM over API calls: each must be signed by a user, an assumed role or the account root, and allowed.

    POST /moto-api/reset-auth   Content-Type: text/plain   body inf: the signature alone counts, body 0: policies too
"""
from __future__ import annotations

import io
import string
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from moto import settings
from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.exceptions import AccessDeniedError, JsonRESTError

from ..emulator import log
from ..extending import wrap
from ..options import Options
from .calls import Calls

BODY = "emulator.body"
ALWAYS_ALLOWED = ("sts:GetCallerIdentity",)
ASSUME = "sts:AssumeRole"
PUBLIC_KEYS = "serve_json_web_key"  # of user pools: AWS serves them unsigned


class QueryRefusal(AccessDeniedError):
    """moto's XML error with a code and a message of choice."""

    def __init__(self, code: str, message: str):
        super(AccessDeniedError, self).__init__(code, message)
        error = f"<Error><Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
        self.description = f"<ErrorResponse>{error}<RequestId>emulator</RequestId></ErrorResponse>"


class Ec2Refusal(QueryRefusal):
    """EC2 has a shape and a word of its own."""

    def __init__(self, code: str, message: str):
        code = "UnauthorizedOperation" if code == "AccessDenied" else code
        super().__init__(code, message)
        error = f"<Error><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
        self.description = f"<Response><Errors>{error}</Errors><RequestID>emulator</RequestID></Response>"


def enforced() -> bool:
    return ActionAuthenticatorMixin.request_count >= settings.INITIAL_NO_AUTH_ACTION_COUNT


def install(options: Options, calls: Calls) -> None:
    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0 if options.iam else float("inf")

    def authorize(_: Any, self: Any, request_class: type, resource: str = "*") -> None:
        _authorize(self, request_class, resource, options, calls)

    wrap(ActionAuthenticatorMixin, "_authenticate_and_authorize_action", authorize)


def _authorize(response: Any, request_class: type, resource: str, options: Options, calls: Calls) -> None:
    from . import sigv4
    from .requests import asks_of
    from .requests.call import Call
    from .requests.context import context_of

    request = signed_request()
    try:
        signature, principal = _signer(request, options)
    except sigv4.BadSignature as problem:
        if Call(response.service_name, response, request.body).public:
            return
        raise _refusal(response, request_class, problem.code, str(problem)) from None
    if not enforced():
        return
    call = Call(signature.service, response, request.body, resource)
    context = context_of(call, principal)
    for ask in asks_of(call):
        decision = _decide(call, ask, principal, {**context, **ask.context})
        calls.add(principal.arn, ask.action, ask.resource, decision.allowed)
        if not decision.allowed:
            message = (f"User: {principal.arn} is not authorized to perform: {ask.action} on resource: {ask.resource} "
                       f"{decision.reason}")
            raise _refusal(response, request_class, "AccessDeniedException", message)


def _signer(request: Any, options: Options) -> Any:
    """(signature, principal) of a request; raises BadSignature."""
    from . import principals, sigv4  # here, because they load moto's IAM

    signature = sigv4.parse(request)
    principal = principals.find(signature, options.root)
    sigv4.verify(signature, request, principal.secret)
    return signature, principal


def refuse_unsigned(application: Any, options: Options) -> None:
    """moto asks for no signature at those of its addresses that are not calls; this does, at every new one too."""
    from flask import request

    from .sigv4 import BadSignature

    def check() -> Any:
        endpoint = str(request.endpoint)
        if endpoint.rstrip(string.digits).endswith("dispatch") or endpoint.endswith(PUBLIC_KEYS):
            return None
        try:
            _signer(signed_request(), options)
        except BadSignature as problem:
            return {"message": str(problem)}, 403
        return None

    application.before_request(check)


def _decide(call: Any, ask: Any, principal: Any, context: dict) -> Any:
    from .policy import Decision
    from .trust import may_assume
    from .principals import role_of

    if ask.action in ALWAYS_ALLOWED:
        return Decision(True, "")
    decision = principal.may(ask.action, ask.resource, context)
    return may_assume(role_of(ask.resource), principal, decision, context) if ask.action == ASSUME else decision


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


def _refusal(response: Any, request_class: type, code: str, message: str) -> Exception:
    """In the service's own error format: XML for S3 and the query services, JSON for the others."""
    from flask import request

    from .requests.call import speaks_forms

    log.info("refused: %s: %s", code, message)
    short = "AccessDenied" if code == "AccessDeniedException" else code
    if request_class.__name__ == "S3IAMRequest":
        from moto.s3.exceptions import S3ClientError
        return S3ClientError(short, message)
    form = (request.content_type or "").startswith("application/x-www-form-urlencoded")
    if form and speaks_forms(response):
        return (Ec2Refusal if response.service_name == "ec2" else QueryRefusal)(short, message)
    refusal = JsonRESTError(code, message)
    refusal.code = 400 if "X-Amz-Target" in request.headers else 403
    return refusal
