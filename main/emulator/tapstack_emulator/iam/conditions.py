"""The Condition block of a policy statement."""
from __future__ import annotations

import datetime
import ipaddress
import re
from functools import lru_cache
from typing import Any, Callable, Dict, Mapping, Union

# Condition keys in lower case, each with one value or a list of values.
Context = Mapping[str, Union[str, list]]


VARIABLE = re.compile(r"\$\{([a-zA-Z][^}]*)}")


class UnknownOperator(Exception):
    """A condition the emulator cannot judge; better an error than a wrong answer."""


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> "re.Pattern[str]":
    return re.compile("".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in pattern), re.DOTALL)


def glob(pattern: str, value: str) -> bool:
    """IAM's wildcards: * for any characters, ? for one; nothing else is special."""
    return _compiled(pattern).fullmatch(value) is not None


def filled_in(text: str, context: Context) -> str:
    """Policy variables: ${aws:username} and the like. One without a value matches nothing but *."""
    def value(match: "re.Match[str]") -> str:
        name, _, default = match.group(1).partition(",")
        known = context.get(name.strip().lower(), default.strip().strip("'") or match.group(0))
        return known if isinstance(known, str) else match.group(0)

    return VARIABLE.sub(value, text) if "${" in text else text


def _date(value: str) -> float:
    if re.fullmatch(r"\d+(\.\d+)?", value):
        return float(value)
    return datetime.datetime.fromisoformat(value.replace("Z", "+00:00")).timestamp()


def _in_network(wanted: str, have: str) -> bool:
    return ipaddress.ip_address(have) in ipaddress.ip_network(wanted, strict=False)


def _compare(convert: Callable[[str], float], test: Callable[[float, float], bool]) -> Callable[[str, str], bool]:
    return lambda wanted, have: test(convert(have), convert(wanted))


_ORDER: Dict[str, Callable[[float, float], bool]] = {
    "equals": lambda a, b: a == b,
    "lessthan": lambda a, b: a < b,
    "lessthanequals": lambda a, b: a <= b,
    "greaterthan": lambda a, b: a > b,
    "greaterthanequals": lambda a, b: a >= b,
}

# operator without Not -> (wanted, have) -> does this value match
_MATCHERS: Dict[str, Callable[[str, str], bool]] = {
    "stringequals": lambda wanted, have: wanted == have,
    "stringequalsignorecase": lambda wanted, have: wanted.lower() == have.lower(),
    "stringlike": glob,
    "arnequals": glob,
    "arnlike": glob,
    "bool": lambda wanted, have: wanted.lower() == have.lower(),
    "ipaddress": _in_network,
    **{f"numeric{name}": _compare(float, test) for name, test in _ORDER.items()},
    **{f"date{name}": _compare(_date, test) for name, test in _ORDER.items()},
}


def all_met(condition: Mapping[str, Mapping[str, Any]], context: Context) -> bool:
    return all(_met(operator, key.lower(), wanted, context)
               for operator, keys in condition.items() for key, wanted in keys.items())


def _met(operator: str, key: str, wanted: Any, context: Context) -> bool:
    quantifier, _, name = operator.lower().rpartition(":")
    if_exists = name.endswith("ifexists")
    name = name[:-len("ifexists")] if if_exists else name
    wanted_values = [filled_in(_text(value), context) for value in (wanted if isinstance(wanted, list) else [wanted])]
    have = context.get(key)
    if name == "null":
        return (have is None) == (wanted_values[0] == "true")
    negated = "not" in name
    matcher = _MATCHERS.get(name.replace("not", ""))
    if matcher is None:
        raise UnknownOperator(operator)
    if have is None:
        return negated or if_exists or quantifier == "forallvalues"
    have_values = [_text(value) for value in (have if isinstance(have, list) else [have])]
    results = [any(matcher(w, h) for w in wanted_values) != negated for h in have_values]
    return all(results) if quantifier == "forallvalues" or negated and quantifier != "foranyvalue" else any(results)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
