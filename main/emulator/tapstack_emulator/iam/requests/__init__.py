"""What an API call asks for, in IAM's words: pairs of an action and a resource ARN, and the condition keys.

Which actions and resource types there are is AWS's own table (`reference.py`); `names.py` says where a request
names them. A service's file is here only where its calls do not follow the table.
"""
from __future__ import annotations

from typing import Callable, Dict, List, Optional

from . import apigateway, cloudfront, dynamodb, ec2, elasticloadbalancing, events, logs, s3, ses, ssm, wafv2
from .ask import Ask
from .autoscaling import launches
from .call import Call
from .consequences import linked_roles, managed_secrets, passed_roles, tags_on_create
from .dependents import dependents
from .resources import resources

BY_SERVICE: Dict[str, Callable[[Call], Optional[List[Ask]]]] = {
    "apigateway": apigateway.asks, "cloudfront": cloudfront.asks, "dynamodb": dynamodb.asks, "ec2": ec2.asks,
    "elasticloadbalancing": elasticloadbalancing.asks, "events": events.asks, "logs": logs.asks, "s3": s3.asks,
    "ses": ses.asks, "ssm": ssm.asks, "wafv2": wafv2.asks,
}


def asks_of(call: Call) -> List[Ask]:
    """All that must be allowed for the call."""
    of_service = BY_SERVICE.get(call.service)
    found = of_service(call) if of_service else None
    if found is None:
        found = [Ask(f"{call.service}:{call.action}", arn) for arn in resources(call)]
    return [*found, *tags_on_create(call, found), *passed_roles(call), *managed_secrets(call), *linked_roles(call),
            *launches(call), *dependents(call)]
