"""Which operation of a REST service a request is for: by method, path, and the query or headers that tell some apart."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Dict, List, Mapping, Optional, Tuple

LABEL = re.compile(r"\\{([\w\\-]+?)(\\\+)?\\}")


@dataclass(frozen=True)
class Route:
    operation: str
    path: "re.Pattern[str]"
    fixed: int  # characters of the path that are no labels
    query: Dict[str, str]  # must be there, with this value unless it is empty
    required: List[Tuple[str, str]]  # where (querystring, header), name: tells apart what is alike so far
    deprecated: bool


def find(model: Any, method: str, path: str, query: Mapping[str, str],
         headers: Mapping[str, str]) -> Optional[Tuple[str, Dict[str, str]]]:
    """The operation and the labels of its path, encoded as they came; None where there is none."""
    best: Any = None
    for route in _routes(model).get(method, ()):
        match = route.path.fullmatch(path)
        if match is None or any(name not in query or value not in ("", query[name])
                                for name, value in route.query.items()):
            continue
        given = [name in (query if where == "querystring" else headers) for where, name in route.required]
        rank = (len(route.query), all(given), sum(given), route.fixed, not route.deprecated)
        if best is None or rank > best[0]:
            best = rank, route, match
    if best is None:
        return None
    _, route, match = best
    return route.operation, {_label(name): value for name, value in match.groupdict().items()}


@lru_cache(maxsize=None)
def _routes(model: Any) -> Dict[str, List[Route]]:
    found: Dict[str, List[Route]] = {}
    for name in model.operation_names:
        operation = model.operation_model(name)
        path, _, query = operation.http["requestUri"].partition("?")
        shape = operation.input_shape
        located = {member: shape.members[member] for member in shape.required_members} if shape else {}
        found.setdefault(operation.http["method"], []).append(Route(
            name, _pattern(path), len(re.sub(r"\{[^}]*}", "", path)),
            dict(part.partition("=")[::2] for part in query.split("&") if part),
            [(member.serialization["location"], member.serialization.get("name", each))
             for each, member in located.items() if member.serialization.get("location") in ("querystring", "header")],
            operation.deprecated))
    return found


def _pattern(path: str) -> "re.Pattern[str]":
    """A label ends at the next slash, unless it is greedy or ends the path (ARNs); a slash at the end does not matter."""
    escaped = re.escape(path.rstrip("/"))

    def group(label: "re.Match[str]") -> str:
        greedy = label.group(2) or label.end() == len(escaped)
        return f"(?P<{_group(label.group(1))}>{'.+?' if greedy else '[^/]+'})"

    return re.compile(LABEL.sub(group, escaped) + "/?")


def _group(label: str) -> str:
    return label.replace("\\-", "-").replace("-", "__")


def _label(group: str) -> str:
    return group.replace("__", "-")
