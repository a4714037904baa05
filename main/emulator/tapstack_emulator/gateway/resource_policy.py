"""The API's resource policy: who may call it from where, beside what its authorisers say."""
from __future__ import annotations

from typing import Any, Dict

from ..iam.policy import ALLOW, DENY, effect, many
from .context import RequestContext
from .definition import AUTH_IAM, Method
from .responses import ACCESS_DENIED_TEMPLATE, GatewayRefusal


def check(policy: Dict[str, Any], method: Method, context: RequestContext) -> None:
    """Raises GatewayRefusal for a caller that the policy denies, or does not allow where no IAM policy does."""
    resource = (f"{_prefix(context)}/{context.stage}/{context.request.method}{context.request.path}")
    caller = context.identity.get("userArn") or "anonymous"
    statements = [_expanded(statement, context) for statement in many(policy.get("Statement") or [])
                  if _names(statement.get("Principal"), caller, context.account_id)]
    found = effect([{"Statement": statements}], "execute-api:Invoke", resource, {
        "aws:sourceip": context.request.source_ip, "aws:securetransport": "true", "aws:principalarn": caller})
    if found == DENY or found != ALLOW and method.authorization != AUTH_IAM:
        how = " with an explicit deny" if found == DENY else ""
        raise GatewayRefusal("ACCESS_DENIED", f"User: {caller} is not authorized to perform: execute-api:Invoke on "
                             f"resource: {resource}{how}", template=ACCESS_DENIED_TEMPLATE)


def _prefix(context: RequestContext) -> str:
    return f"arn:aws:execute-api:{context.region}:{context.account_id}:{context.api_id}"


def _expanded(statement: Dict[str, Any], context: RequestContext) -> Dict[str, Any]:
    """API Gateway takes execute-api:/stage/METHOD/path for the API's own resources."""
    return {**statement, **{name: [_prefix(context) + resource[len("execute-api:"):]
                                   if resource.startswith("execute-api:/") else resource
                                   for resource in many(statement[name])]
                            for name in ("Resource", "NotResource") if name in statement}}


def _names(principal: Any, caller: str, account_id: str) -> bool:
    named = many(principal.get("AWS", [])) if isinstance(principal, dict) else [principal]
    return any(one in ("*", caller) or caller != "anonymous" and one in (account_id, f"arn:aws:iam::{account_id}:root")
               for one in named)
