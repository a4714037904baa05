"""Who may call a method: nobody asked (NONE), AWS_IAM by Signature Version 4, a user of a Cognito pool by a token."""
from __future__ import annotations

from urllib.parse import urlsplit

from ..emulator import log
from ..iam import principals, sigv4
from ..iam.enforcement import enforced
from ..options import Options
from .context import RequestContext
from .definition import AUTH_COGNITO, AUTH_IAM, AUTH_NONE, AUTHORIZER, Definition, Method
from .request import Request
from .responses import ACCESS_DENIED_TEMPLATE, GatewayRefusal

KIND_OF_CODE = {"MissingAuthenticationTokenException": "MISSING_AUTHENTICATION_TOKEN",
                "IncompleteSignatureException": "INVALID_SIGNATURE",
                "InvalidSignatureException": "INVALID_SIGNATURE",
                "UnrecognizedClientException": "INVALID_SIGNATURE",
                "ExpiredTokenException": "EXPIRED_TOKEN"}


def authorize(method: Method, definition: Definition, context: RequestContext, options: Options) -> None:
    """Fills the context's identity or authoriser; raises GatewayRefusal when the caller may not."""
    if method.authorization == AUTH_IAM:
        _iam(context, options)
    elif method.authorization == AUTH_COGNITO:
        _cognito(method, definition, context)
    elif method.authorization != AUTH_NONE:  # better closed than open
        log.error("authorisation %s of %s %s is not emulated", method.authorization, method.http_method, method.path)
        raise GatewayRefusal("AUTHORIZER_CONFIGURATION_ERROR")


def _cognito(method: Method, definition: Definition, context: RequestContext) -> None:
    from . import cognito  # here, because it loads moto's Cognito

    scheme = definition.schemes[method.scheme or ""]
    source = scheme[AUTHORIZER].get("identitySource") or f"method.request.header.{scheme.get('name', 'Authorization')}"
    token = context.request.header(source.rsplit(".", 1)[-1])
    if not token:
        raise GatewayRefusal("UNAUTHORIZED")
    claims = cognito.claims_of(token.strip(), scheme[AUTHORIZER].get("providerARNs") or [], method.scopes)
    context.authorizer["claims"] = cognito.as_texts(claims)


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
