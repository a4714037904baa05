"""Who may call a method: nobody asked (NONE), or AWS_IAM by Signature Version 4."""
from __future__ import annotations

from typing import Callable, Dict
from urllib.parse import urlsplit

from ..iam import principals, sigv4
from ..iam.enforcement import enforced
from ..options import Options
from .context import RequestContext
from .definition import AUTH_IAM, AUTH_NONE, Method
from .request import Request
from .responses import GatewayRefusal

KIND_OF_CODE = {"MissingAuthenticationTokenException": "MISSING_AUTHENTICATION_TOKEN",
                "IncompleteSignatureException": "INVALID_SIGNATURE",
                "InvalidSignatureException": "INVALID_SIGNATURE",
                "UnrecognizedClientException": "INVALID_SIGNATURE",
                "ExpiredTokenException": "EXPIRED_TOKEN"}
ACCESS_DENIED_TEMPLATE = '{"Message":$context.error.messageString}'


def authorize(method: Method, context: RequestContext, options: Options) -> None:
    """Fills the context's identity; raises GatewayRefusal when the caller may not."""
    authorizer = AUTHORIZERS.get(method.authorization)
    if authorizer is None:  # better closed than open
        raise GatewayRefusal("AUTHORIZER_CONFIGURATION_ERROR", f"{method.authorization} is not emulated")
    authorizer(context, options)


def _nobody(context: RequestContext, options: Options) -> None:
    """Open to everyone."""


def _iam(context: RequestContext, options: Options) -> None:
    try:
        principal = _caller(context.request, options)
    except sigv4.BadSignature as problem:
        raise GatewayRefusal(KIND_OF_CODE[problem.code], str(problem), problem.code) from None
    context.identity.update(userArn=principal.arn, caller=principal.user_id, user=principal.user_id,
                            accountId=context.account_id, accessKey=principal.access_key_id)
    resource = (f"arn:aws:execute-api:{context.region}:{context.account_id}:{context.api_id}/{context.stage}/"
                f"{context.request.method}{context.request.path}")
    if enforced():
        conditions = {"aws:securetransport": "true", "aws:principalarn": principal.iam_arn,
                      "aws:sourceip": context.request.source_ip, "aws:requestedregion": context.region}
        decision = principal.may("execute-api:Invoke", resource, conditions)
        if not decision.allowed:
            raise GatewayRefusal("ACCESS_DENIED", f"User: {principal.arn} is not authorized to perform: "
                                 f"execute-api:Invoke on resource: {resource} {decision.reason}",
                                 template=ACCESS_DENIED_TEMPLATE)


def _caller(request: Request, options: Options) -> principals.Principal:
    raw = urlsplit(request.target)
    signed = sigv4.SignedRequest(request.method, raw.path, raw.query,
                                 {name: ",".join(values) for name, values in request.all_headers().items()},
                                 request.body)
    signature = sigv4.parse(signed)
    if signature.service != "execute-api":
        raise sigv4.BadSignature("InvalidSignatureException",
                                 f"Credential should be scoped to correct service: 'execute-api', "
                                 f"got '{signature.service}'.")
    principal = principals.find(signature, options.root)
    sigv4.verify(signature, signed, principal.secret)
    return principal


AUTHORIZERS: Dict[str, Callable[[RequestContext, Options], None]] = {AUTH_NONE: _nobody, AUTH_IAM: _iam}
