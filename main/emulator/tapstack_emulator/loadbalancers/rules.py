"""The rule of a listener that a request is for: by priority, the default rule last."""
from __future__ import annotations

from typing import Any

from ..gateway.request import Request
from .conditions import all_hold


def choose(listener: Any, request: Request) -> Any:
    return next(rule for rule in sorted(listener.rules.values(), key=_priority) if all_hold(rule.conditions, request))


def _priority(rule: Any) -> float:
    return float("inf") if rule.is_default else int(rule.priority)
