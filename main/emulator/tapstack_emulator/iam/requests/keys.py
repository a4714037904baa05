"""Which condition keys AWS sets for an action: a key of another action is absent, so that a condition on it fails or,
negated, holds. https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""
from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict

from . import reference

TAGS = "aws:requesttag/"
# Keys that AWS documents beside its reference, for whatever the credentials are used.
EVERYWHERE = ("lambda:sourcefunctionarn",)


def set_for(action: str, context: Dict[str, Any]) -> Dict[str, Any]:
    """The part of the context that the action has."""
    return {key: value for key, value in context.items() if _sets(action, _form(key))}


@lru_cache(maxsize=None)
def _sets(action: str, key: str) -> bool:
    prefix, _, name = action.partition(":")
    service = reference.service(prefix)
    if service is None or key in EVERYWHERE:
        return True
    if key in service.keys:
        return name in service.keys[key]
    if key.startswith(("aws:tagkeys", TAGS)):
        return False
    return key.startswith(("aws:", f"{prefix}:"))  # a global key, or one that the service sets whatever is done


def _form(key: str) -> str:
    """As the reference writes keys that end in a name of the caller's choice."""
    if key.startswith(TAGS):
        return TAGS + "${tagkey}"
    if key.startswith("kms:encryptioncontext:"):
        return "kms:encryptioncontext:${encryptioncontextkey}"
    return key
