"""Which method of an API a request is for."""
from __future__ import annotations

import re
from typing import Dict, Iterable, List, Optional, Tuple

from .definition import ANY, Method

PARAMETER = re.compile(r"\{([^}+]+)(\+?)\}")


class Router:
    """Fixed segments go before {parameters}, and those before {greedy+} ones."""

    def __init__(self, methods: Iterable[Method]):
        self._methods: Dict[str, Dict[str, Method]] = {}
        for method in methods:
            self._methods.setdefault(method.path, {})[method.http_method] = method
        self._paths = sorted(self._methods, key=_precedence)

    def route(self, http_method: str, segments: List[str]) -> Optional[Tuple[Method, Dict[str, str]]]:
        """(method, path parameters), or None where API Gateway knows no such route."""
        for path in self._paths:
            parameters = match(path, segments)
            if parameters is not None:
                methods = self._methods[path]
                found = methods.get(http_method) or methods.get(ANY)
                return (found, parameters) if found else None
        return None


def _segments(path: str) -> List[str]:
    return [part for part in path.strip("/").split("/") if part]


def _precedence(path: str) -> Tuple[List[int], str]:
    def rank(segment: str) -> int:
        parameter = PARAMETER.fullmatch(segment)
        return 0 if not parameter else 2 if parameter.group(2) else 1
    return [rank(segment) for segment in _segments(path)], path


def match(path: str, segments: List[str]) -> Optional[Dict[str, str]]:
    """The path parameters when the segments fit the path's template."""
    found: Dict[str, str] = {}
    template = _segments(path)
    for place, part in enumerate(template):
        parameter = PARAMETER.fullmatch(part)
        if place >= len(segments):
            return None
        if parameter is None:
            if part != segments[place]:
                return None
        elif parameter.group(2):
            found[parameter.group(1)] = "/".join(segments[place:])
            return found
        else:
            found[parameter.group(1)] = segments[place]
    return found if len(template) == len(segments) else None
