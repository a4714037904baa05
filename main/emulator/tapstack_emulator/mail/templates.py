"""Fills a template's {{variables}} in: moto's conditions and loops, and what it lacks, numbers and {{a.b}}."""
from __future__ import annotations

import json
from typing import Any, Dict

from moto.ses.exceptions import MissingRenderingAttributeException
from moto.ses.template import parse_template

from .refused import bad_request


class RenderingFailure(Exception):
    """The data lacks a variable; the call that sends has succeeded all the same."""


def data_of(text: str) -> Dict[str, Any]:
    try:
        data = json.loads(text or "{}")
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise bad_request("TemplateData must be a JSON object")
    return data


def render(template: str, data: Dict[str, Any]) -> str:
    """Nothing is escaped: that is the sender's, in SES too."""
    try:
        return parse_template(template, _flat(data))
    except MissingRenderingAttributeException as problem:
        raise RenderingFailure(problem.message) from None


def _flat(data: Dict[str, Any], prefix: str = "") -> Dict[str, Any]:
    """{"a": {"b": 1}} as {"a.b": "1"}; lists stay, for loops over their objects."""
    found: Dict[str, Any] = {}
    for name, value in data.items():
        if isinstance(value, dict):
            found.update(_flat(value, f"{prefix}{name}."))
        elif isinstance(value, list):
            found[prefix + name] = [_flat(each) if isinstance(each, dict) else each for each in value]
        elif isinstance(value, bool) or value is None:
            found[prefix + name] = "true" if value else ""
        else:
            found[prefix + name] = str(value)
    return found
