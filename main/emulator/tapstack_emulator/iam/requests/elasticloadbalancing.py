"""Elastic Load Balancing: whatever a request names by its ARN, and what is made below it. AWS's table mixes two versions."""
from __future__ import annotations

from typing import List

from .ask import Ask
from .call import Call
from .consequences import request_tags

# operation -> what it makes; {} is the name in the request, or what the request names
MADE = {"CreateListener": "listener/{}/*", "CreateLoadBalancer": "loadbalancer/app/{}/*",
        "CreateRule": "listener-rule/{}/*", "CreateTargetGroup": "targetgroup/{}/*"}


def asks(call: Call) -> List[Ask]:
    action = f"elasticloadbalancing:{call.operation}"
    if call.operation.startswith("Describe"):
        return [Ask(action, "*")]
    named = [arn for value in call.params.values() for each in (value if isinstance(value, list) else [value])
             for arn in [each.get("RuleArn") if isinstance(each, dict) else each]
             if isinstance(arn, str) and ":elasticloadbalancing:" in arn]
    made = [_made(call, named)] if call.operation in MADE else []
    tags = [Ask("elasticloadbalancing:AddTags", arn, {"elasticloadbalancing:createaction": call.operation})
            for arn in made if request_tags(call)]
    return [*(Ask(action, arn) for arn in named or made or ["*"]), *tags]


def _made(call: Call, named: List[str]) -> str:
    """A listener's ARN is its load balancer's and one part more, a rule's its listener's."""
    name = named[0].split(":", 5)[5].partition("/")[2] if named else call.value("Name")
    return call.arn("elasticloadbalancing", MADE[call.operation].format(name))
