"""Refuses an event pattern that EventBridge would refuse; one that it takes in silence would never match."""
from __future__ import annotations

import ipaddress
from typing import Any, List

from .patterns import COMPARISONS, NUMERIC

TEXTS = ("prefix", "suffix", "equals-ignore-case", "wildcard")


def problem_of(pattern: Any) -> "str | None":
    """What is wrong with a pattern; None when nothing is."""
    try:
        _check_object(pattern, "")
    except _Wrong as wrong:
        return str(wrong)
    return None


class _Wrong(Exception):
    pass


def _check_object(node: Any, path: str) -> None:
    if not isinstance(node, dict):
        raise _Wrong(f"Event pattern{path and ' at ' + path} must be an object")
    if not node:
        raise _Wrong(f"Empty objects are not allowed{path and ' at ' + path}")
    for key, value in node.items():
        where = f"{path}.{key}" if path else key
        if key == "$or":
            _check_alternatives(value, path, where)
        elif isinstance(value, dict):
            _check_object(value, where)
        elif isinstance(value, list):
            _check_values(value, where)
        else:
            raise _Wrong(f'"{where}" must be an object or an array')


def _check_alternatives(value: Any, path: str, where: str) -> None:
    if not isinstance(value, list) or len(value) < 2:
        raise _Wrong(f'"{where}" must be an array of at least two objects')
    for alternative in value:
        _check_object(alternative, path)


def _check_values(values: List[Any], where: str) -> None:
    if not values:
        raise _Wrong("Empty arrays are not allowed")
    for value in values:
        if isinstance(value, list):
            raise _Wrong(f'"{where}" must not hold an array in its array')
        if isinstance(value, dict):
            _check_comparison(value, where)


def _check_comparison(comparison: dict, where: str) -> None:
    if len(comparison) != 1:
        raise _Wrong(f'"{where}": only one key is allowed in a match expression')
    (name, wanted), = comparison.items()
    if name == "exists":
        fits = isinstance(wanted, bool)
    elif name == "numeric":
        fits = _is_numeric(wanted)
    elif name == "cidr":
        fits = _is_network(wanted)
    elif name == "anything-but":
        fits = _is_anything_but(wanted, where)
    elif name in TEXTS:
        fits = _is_text(name, wanted)
    else:
        raise _Wrong(f'Unrecognized match type {name} at "{where}"; known are {", ".join([*COMPARISONS, "exists"])}')
    if not fits:
        raise _Wrong(f'"{where}": {name} must not be {wanted!r}')


def _is_text(name: str, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return name in ("prefix", "suffix") and list(wanted) == ["equals-ignore-case"] \
            and isinstance(wanted["equals-ignore-case"], str)
    return isinstance(wanted, str)


def _is_numeric(wanted: Any) -> bool:
    return (isinstance(wanted, list) and len(wanted) in (2, 4) and all(sign in NUMERIC for sign in wanted[::2])
            and all(isinstance(number, (int, float)) and not isinstance(number, bool) for number in wanted[1::2]))


def _is_network(wanted: Any) -> bool:
    try:
        ipaddress.ip_network(wanted, strict=False)
        return True
    except ValueError:
        return False


def _is_anything_but(wanted: Any, where: str) -> bool:
    if not isinstance(wanted, dict):
        literals = wanted if isinstance(wanted, list) else [wanted]
        return bool(literals) and all(isinstance(one, (str, int, float)) for one in literals)
    if len(wanted) != 1 or next(iter(wanted)) not in TEXTS:
        return False
    (name, texts), = wanted.items()
    return all(_is_text(name, one) for one in (texts if isinstance(texts, list) else [texts]))
