"""IAM's policy evaluation, over plain values: documents, an action, a resource, a request context.

An explicit Deny wins; otherwise an identity policy must allow, and so must the permission boundary if there is one.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Iterable, List, Optional, Tuple

from .conditions import Context, all_met, filled_in, glob

ALLOW, DENY = "Allow", "Deny"


@dataclass(frozen=True)
class Decision:
    allowed: bool
    reason: str


def decide(policies: Iterable[dict], boundary: Optional[dict], action: str, resource: str,
           context: Context) -> Decision:
    """Whether a principal with these policies may do `action` on `resource`."""
    by_identity, by_boundary = effects(policies, boundary, action, resource, context)
    if DENY in (by_identity, by_boundary):
        return Decision(False, "with an explicit deny in a policy")
    if by_identity != ALLOW:
        return Decision(False, "because no identity-based policy allows the " + action + " action")
    if by_boundary != ALLOW:
        return Decision(False, "because no permissions boundary allows the " + action + " action")
    return Decision(True, "")


def effects(policies: Iterable[dict], boundary: Optional[dict], action: str, resource: str,
            context: Context) -> Tuple[Optional[str], Optional[str]]:
    """By the identity's policies, and by the boundary; where there is none, nothing is limited."""
    return (effect(policies, action, resource, context),
            ALLOW if boundary is None else effect([boundary], action, resource, context))


def effect(policies: Iterable[dict], action: str, resource: str, context: Context) -> Optional[str]:
    """What the documents together say: Deny, Allow, or None when no statement applies."""
    found = None
    for policy in policies:
        for statement in many(policy["Statement"]):
            if applies(statement, action, resource, context):
                if statement["Effect"] == DENY:
                    return DENY
                found = ALLOW
    return found


def applies(statement: Dict[str, Any], action: str, resource: str, context: Context) -> bool:
    return (covers(statement, action)
            and _concerns(statement, "Resource", resource, lambda pattern: filled_in(pattern, context))
            and all_met(statement.get("Condition") or {}, context))


def covers(statement: Dict[str, Any], action: str) -> bool:
    """Whether the statement is about the action, on whatever resource and in whatever context."""
    return _concerns(statement, "Action", action.lower(), str.lower)


def _concerns(statement: Dict[str, Any], element: str, value: str, form: Any) -> bool:
    """Whether Action or Resource, or their Not forms, cover the value; absent elements cover everything."""
    if element in statement:
        return any(glob(form(pattern), value) for pattern in many(statement[element]))
    if f"Not{element}" in statement:
        return not any(glob(form(pattern), value) for pattern in many(statement[f"Not{element}"]))
    return True


def many(value: Any) -> List[Any]:
    return value if isinstance(value, list) else [value]
