"""Who may assume a role: the role's trust policy says, and for a whole account that account's own policies."""
from __future__ import annotations

from typing import Any, Optional

from .conditions import Context
from .policy import ALLOW, DENY, Decision, effect, many
from .principals import Principal, document


def may_assume(role: Optional[Any], principal: Principal, by_identity: Decision, context: Context) -> Decision:
    """A role that nobody made cannot be assumed, nor one that trusts services only."""
    if role is None:
        return Decision(False, "because there is no such role")
    policy = document(role.assume_role_policy_document)
    account = f"arn:aws:iam::{role.arn.split(':')[4]}:root"
    by_name = _effect(policy, {principal.arn, principal.iam_arn, "*"}, context)
    by_account = _effect(policy, {account, role.arn.split(":")[4]}, context)
    if DENY in (by_name, by_account):
        return Decision(False, "with an explicit deny in the role's trust policy")
    if by_name == ALLOW or (by_account == ALLOW and by_identity.allowed):
        return Decision(True, "")
    return by_identity if by_account == ALLOW else Decision(False, "because the role's trust policy does not allow it")


def _effect(policy: dict, names: set, context: Context) -> Optional[str]:
    """The trust policy's word on principals of these names; it has no Resource."""
    statements = [statement for statement in many(policy.get("Statement", [])) if _names(statement) & names]
    return effect([{"Statement": statements}], "sts:AssumeRole", "", context)


def _names(statement: dict) -> set:
    principal = statement.get("Principal", {})
    return {"*"} if principal == "*" else set(many(principal.get("AWS", [])))
