"""IAM's policy simulator, which moto lacks, by the engine that decides calls: what a principal's policies and its
permissions boundary say of actions on resources, and which of the two denies. As in AWS, the request names the context's
keys: neither a principal's ARN nor a tag is looked up. Answers all at once, without pages, and simulates no resource's policy.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
"""
from __future__ import annotations

import json
from typing import Any, List, Optional

from moto.core.responses import ActionResult
from moto.iam.exceptions import NoSuchEntity
from moto.iam.responses import IamResponse

from ..emulator import Emulator
from ..extending import add
from ..iam.conditions import Context
from ..iam.policy import ALLOW, DENY, effects


def close(_: Emulator) -> None:
    add(IamResponse, simulate_principal_policy, simulate_custom_policy)


def simulate_principal_policy(self: IamResponse) -> ActionResult:
    from ..iam.principals import carried_by, role_of

    arn = self._get_param("PolicySourceArn")
    role = role_of(arn)
    if role is None:  # of users and groups, which no system here has, the emulator knows no boundary
        raise NoSuchEntity(f"The role {arn} cannot be found.")
    policies, boundary = carried_by(role)
    return _simulated(self, policies + _documents(self, "PolicyInputList"), boundary)


def simulate_custom_policy(self: IamResponse) -> ActionResult:
    return _simulated(self, _documents(self, "PolicyInputList"), None)


def _simulated(response: Any, policies: List[dict], boundary: Optional[dict]) -> ActionResult:
    given = _documents(response, "PermissionsBoundaryPolicyInputList")  # in place of the principal's own
    boundary = given[0] if given else boundary
    context: Context = {entry["ContextKeyName"].lower(): _values(entry) for entry in response.params.get("ContextEntries") or []}
    return ActionResult({"IsTruncated": False, "EvaluationResults": [
        _evaluated(policies, boundary, action, resource, context)
        for action in response.params["ActionNames"] for resource in response.params.get("ResourceArns") or ["*"]]})


def _evaluated(policies: List[dict], boundary: Optional[dict], action: str, resource: str, context: Context) -> dict:
    found = effects(policies, boundary, action, resource, context)
    decision = "explicitDeny" if DENY in found else "allowed" if found == (ALLOW, ALLOW) else "implicitDeny"
    answer = {"EvalActionName": action, "EvalResourceName": resource, "EvalDecision": decision, "MatchedStatements": [],
              "MissingContextValues": []}
    if boundary is not None:
        answer["PermissionsBoundaryDecisionDetail"] = {"AllowedByPermissionsBoundary": found[1] == ALLOW}
    return answer


def _documents(response: Any, parameter: str) -> List[dict]:
    return [json.loads(each) for each in response.params.get(parameter) or []]


def _values(entry: dict) -> Any:
    values = entry.get("ContextKeyValues") or []
    return values if entry.get("ContextKeyType", "").endswith("List") else (values or [""])[0]
