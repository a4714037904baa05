"""The ARNs that a call is about: the action's resource types, filled from the request."""
from __future__ import annotations

import re
from typing import List

from ..conditions import glob
from . import reference
from .call import Call
from .names import values_of

VARIABLE = re.compile(r"\$\{(\w+)}")


def resources(call: Call) -> List[str]:
    """A name that the request does not carry is *, as for what is made just now; no type at all is * alone."""
    service = reference.service(call.service)
    if service is None:
        return ["*"]
    types = service.types(call.action)
    if "tag" in call.action.lower():
        named = [arn for arn in _arns(call) if service.takes_any(call.action)
                 or any(glob(unnamed(kind.arn, call), arn) for kind in types)]
        if named:
            return named
    found: List[str] = []
    for kind in types:
        named = filled(kind.arn, call)
        found += named or ([unnamed(kind.arn, call)] if kind.required else [])
    if not found and len(types) == 1:
        return [unnamed(types[0].arn, call)]
    return found or ["*"]


def filled(template: str, call: Call) -> List[str]:
    """The template with all its variables, once for each value of its last one; nothing when one is not known."""
    template = located(template, call)
    names = VARIABLE.findall(template)
    whole = [value for name in names for value in values_of(call, name) if value.startswith("arn:")
             and glob(VARIABLE.sub("*", template), value)]
    if whole:
        return whole
    filled_in = [template] if names else []
    for name in names:
        values = [value for value in values_of(call, name) if not value.startswith("arn:")]
        filled_in = [arn.replace("${" + name + "}", value, 1) for arn in filled_in for value in values]
    return filled_in


def unnamed(template: str, call: Call) -> str:
    return VARIABLE.sub("*", located(template, call))


def located(template: str, call: Call) -> str:
    return template.replace("${Region}", call.region).replace("${Account}", call.account)


def _arns(call: Call) -> List[str]:
    """What a tagging call names: it takes an ARN."""
    return [value for value in call.params.values() if isinstance(value, str) and value.startswith("arn:")]
