"""EventBridge's event patterns, which Lambda's filter criteria share.

A pattern is an object like the event; its leaves are arrays of what a value may be: literals, or comparisons
such as {"prefix": "a"}. All keys of an object must match, one entry of an array suffices.
"""
from __future__ import annotations

import ipaddress
import operator
import re
from typing import Any, Callable, Dict, List

MISSING = object()
NUMERIC = {"<": operator.lt, "<=": operator.le, "=": operator.eq, ">=": operator.ge, ">": operator.gt}


def matches(pattern: Dict[str, Any], event: Any) -> bool:
    """Whether the event has everything the pattern asks for."""
    if isinstance(event, list):  # of objects: one of them must match as a whole
        return any(matches(pattern, part) for part in event)
    values = event if isinstance(event, dict) else {}
    return all(any(matches(alternative, values) for alternative in wanted) if key == "$or"
               else _field_matches(wanted, values.get(key, MISSING)) for key, wanted in pattern.items())


def _field_matches(wanted: Any, value: Any) -> bool:
    if isinstance(wanted, dict):
        return matches(wanted, value)
    values = _leaves(value)
    return any(_comparison_matches(one, values) if isinstance(one, dict)
               else any(_equal(one, value) for value in values) for one in wanted)


def _leaves(value: Any) -> List[Any]:
    """The values that a field has; an object is none, an array is each of its own."""
    if value is MISSING or isinstance(value, dict):
        return []
    return [leaf for part in value for leaf in _leaves(part)] if isinstance(value, list) else [value]


def _equal(wanted: Any, value: Any) -> bool:
    """JSON's equality: true is not 1."""
    return wanted == value and isinstance(wanted, bool) == isinstance(value, bool)


def _comparison_matches(comparison: Dict[str, Any], values: List[Any]) -> bool:
    (name, wanted), = comparison.items()
    if name == "exists":
        return bool(values) == wanted
    return any(COMPARISONS[name](wanted, value) for value in values)


# --- comparisons -------------------------------------------------------------------------

def _any_text(test: Callable[[str, str], bool]) -> Callable[[Any, Any], bool]:
    """A comparison of a text with one wanted text, with one of several, or with one in any case."""
    def compare(wanted: Any, value: Any) -> bool:
        if not isinstance(value, str):
            return False
        if isinstance(wanted, dict):
            return test(wanted["equals-ignore-case"].lower(), value.lower())
        return any(test(one, value) for one in ([wanted] if isinstance(wanted, str) else wanted))
    return compare


def _numeric(wanted: List[Any], value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return all(NUMERIC[sign](value, number) for sign, number in zip(wanted[::2], wanted[1::2]))


def _cidr(wanted: str, value: Any) -> bool:
    try:
        return ipaddress.ip_address(value) in ipaddress.ip_network(wanted, strict=False)
    except ValueError:
        return False


def _anything_but(wanted: Any, value: Any) -> bool:
    if isinstance(wanted, dict):
        return not _comparison_matches(wanted, [value])
    return not any(_equal(one, value) for one in (wanted if isinstance(wanted, list) else [wanted]))


def _wildcard(wanted: str, value: str) -> bool:
    expression = "".join(".*" if part == "*" else re.escape(part[-1]) for part in re.findall(r"\\[*\\]|.", wanted, re.S))
    return re.fullmatch(expression, value, re.S) is not None


COMPARISONS: Dict[str, Callable[[Any, Any], bool]] = {
    "prefix": _any_text(lambda wanted, value: value.startswith(wanted)),
    "suffix": _any_text(lambda wanted, value: value.endswith(wanted)),
    "equals-ignore-case": _any_text(lambda wanted, value: value.lower() == wanted.lower()),
    "wildcard": _any_text(_wildcard),
    "anything-but": _anything_but,
    "numeric": _numeric,
    "cidr": _cidr,
}
