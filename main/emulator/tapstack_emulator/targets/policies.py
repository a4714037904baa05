"""Resource policies, asked on behalf of one of AWS's services: a queue's, a topic's, a function's."""
from __future__ import annotations

from typing import Any, Dict

from .. import ACCOUNT_ID
from ..iam.policy import ALLOW, effect, many


def admits(policy: Dict[str, Any], service: str, action: str, resource: str, source_arn: str) -> bool:
    """Whether the policy lets the service (events.amazonaws.com, …) do the action for the source."""
    context = {"aws:sourcearn": source_arn, "aws:sourceaccount": ACCOUNT_ID, "aws:securetransport": "true",
               "aws:principalisawsservice": "true", "aws:principalservicename": service}
    concerned = [statement for statement in many(policy.get("Statement") or [])
                 if _names(statement.get("Principal"), service)]
    return effect([{"Statement": concerned}], action, resource, context) == ALLOW


def function_admits(function: Any, arn: str, service: str, source_arn: str) -> bool:
    """The same for a function's policy; `arn` is the alias or version that is called."""
    return admits({"Statement": function.policy.statements}, service, "lambda:InvokeFunction", arn, source_arn)


def _names(principal: Any, service: str) -> bool:
    if isinstance(principal, dict):
        return service in many(principal.get("Service", [])) or "*" in many(principal.get("AWS", []))
    return principal in ("*", service)
