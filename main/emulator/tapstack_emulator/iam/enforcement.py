"""IAM over API calls: each must be signed by a user, an assumed role or the account root, and allowed.

    POST /moto-api/reset-auth   Content-Type: text/plain   body inf: the signature alone counts, body 0: policies too
"""
from __future__ import annotations

import io
import string
from typing import Any
from urllib.parse import urlsplit

from moto import settings
from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.responses import BaseResponse

from ..extending import wrap
from ..options import Options
from .refusals import denied, invalid

BODY = "emulator.body"
ALWAYS_ALLOWED = ("sts:GetCallerIdentity",)
ASSUME = "sts:AssumeRole"
PUBLIC_KEYS = "serve_json_web_key"  # of user pools: AWS serves them unsigned


def enforced() -> bool:
    return ActionAuthenticatorMixin.request_count >= settings.INITIAL_NO_AUTH_ACTION_COUNT


def install(emulator: Any) -> None:
    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0 if emulator.options.iam else float("inf")

    def authorize(_: Any, self: Any, request_class: type, resource: str = "*") -> None:
        _authorize(self, request_class, resource, emulator)

    wrap(ActionAuthenticatorMixin, "_authenticate_and_authorize_action", authorize)
    wrap(BaseResponse, "parse_parameters", _parsed_where_it_can_be)


def _parsed_where_it_can_be(original: Any, self: Any, request: Any) -> None:
    """moto parses before it asks who calls; what it cannot parse, the check against the model refuses after that."""
    try:
        original(self, request)
    except Exception:  # its parsers raise whatever their libraries do
        self.params = {}


def _authorize(response: Any, request_class: type, resource: str, emulator: Any) -> None:
    from . import sigv4
    from .requests import asks_of
    from .requests.call import Call
    from .requests.context import context_of
    from .requests.keys import set_for
    from .requests.tags import resource_tags

    request = signed_request()
    try:
        signature, principal = _signer(request, emulator.options)
    except sigv4.BadSignature as problem:
        if Call(response.service_name, response, request.body).public:
            _as_the_model_says(response, request_class, resource, request.body, emulator)
            return
        raise denied(response, request_class, problem.code, str(problem)) from None
    _as_the_model_says(response, request_class, resource, request.body, emulator)
    if not enforced():
        return
    call = Call(signature.service, response, request.body, resource)
    context = context_of(call, principal)
    for ask in asks_of(call):
        known = {**context, **resource_tags(ask.resource), **ask.context}
        decision = _decide(call, ask, principal, set_for(ask.action, known))
        emulator.calls.add(principal.arn, ask.action, ask.resource, decision.allowed)
        if not decision.allowed:
            message = (f"User: {principal.arn} is not authorized to perform: {ask.action} on resource: {ask.resource} "
                       f"{decision.reason}")
            raise denied(response, request_class, "AccessDeniedException", message)


def _as_the_model_says(response: Any, request_class: type, resource: str, body: bytes, emulator: Any) -> None:
    """After the signature and before policies: what a call is about is told by parameters that are in order."""
    from ..models.check import check

    answer = check(response, body, resource, emulator.checks)
    if answer is not None:
        raise invalid(response, request_class, answer.code, answer.message, answer.status)


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
