"""Resource policies, asked on behalf of one of AWS's services: a queue's, a topic's, a function's, a bucket's."""
from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any, Dict, Mapping

from .. import ACCOUNT_ID
from ..iam.policy import ALLOW, effect, many

# Which services do not say for whom they call, so that a condition on it fails. EventBridge: "You can't use Condition
# blocks in Amazon SNS topic policies" (User Guide, eb-use-resource-based, Amazon SNS permissions). Load balancers: applies
# with aws:SourceArn were refused (epiph11/ArkCloudInfra, modules/aws/alb/main.tf), though others report success.
WITHOUT_SOURCE = {("events.amazonaws.com", "sns:Publish"),
                  ("logdelivery.elasticloadbalancing.amazonaws.com", "s3:PutObject")}


def admits(policy: Dict[str, Any], service: str, action: str, resource: str, source_arn: str,
           more: Mapping[str, str] = MappingProxyType({})) -> bool:
    """Whether the policy lets the service (events.amazonaws.com, …) do the action for the source.

    `more` holds further condition keys of the call, in lower case.
    """
    source = {} if (service, action) in WITHOUT_SOURCE else {
        "aws:sourcearn": source_arn, "aws:sourceaccount": ACCOUNT_ID}
    context = {**source, "aws:securetransport": "true",
               "aws:principalisawsservice": "true", "aws:principalservicename": service, **more}
    concerned = [statement for statement in many(policy.get("Statement") or [])
                 if _names(statement.get("Principal"), service)]
    return effect([{"Statement": concerned}], action, resource, context) == ALLOW


def function_admits(function: Any, arn: str, service: str, source_arn: str) -> bool:
    """The same for a function's policy; `arn` is the alias or version that is called."""
    return admits({"Statement": function.policy.statements}, service, "lambda:InvokeFunction", arn, source_arn)


def bucket_admits(bucket: Any, service: str, key: str, source_arn: str,
                  more: Mapping[str, str] = MappingProxyType({})) -> bool:
    """Whether the service may write the object, as it does when it delivers logs."""
    return admits(json.loads(bucket.policy or b"{}"), service, "s3:PutObject", f"{bucket.arn}/{key}", source_arn, more)


def _names(principal: Any, service: str) -> bool:
    if isinstance(principal, dict):
        return service in many(principal.get("Service", [])) or "*" in many(principal.get("AWS", []))
    return principal in ("*", service)
