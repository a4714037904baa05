"""Security Hub: what an account chooses when it enables the hub, and later."""
from __future__ import annotations

import json
from typing import Any, Dict

from moto.securityhub.exceptions import SecurityHubClientError
from moto.securityhub.models import SecurityHubBackend
from moto.securityhub.responses import SecurityHubResponse

from ..extending import add, store, wrap
from .securityhub_check import enabled
from .securityhub_standards import DEFAULT, enable, forget

SETTINGS = ("AutoEnableControls", "ControlFindingGenerator")


def close() -> None:
    wrap(SecurityHubResponse, "enable_security_hub", _enable)
    wrap(SecurityHubBackend, "disable_security_hub", _disable)
    wrap(SecurityHubBackend, "describe_hub", _describe)
    add(SecurityHubResponse, update_security_hub_configuration)


def _enable(original: Any, self: SecurityHubResponse) -> str:
    backend = self.securityhub_backend
    if backend.enabled:
        raise SecurityHubClientError("ResourceConflictException", "Account is already subscribed to Security Hub")
    answer = original(self)
    asked = json.loads(self.body or "{}")
    _set(backend, asked)
    if asked.get("EnableDefaultStandards", True):
        for standard in DEFAULT:
            enable(backend, standard, {})
    return answer


def _disable(original: Any, self: SecurityHubBackend) -> Any:
    answer = original(self)
    store(self, "settings").clear()
    forget(self)
    return answer


def update_security_hub_configuration(self: SecurityHubResponse) -> str:
    _set(enabled(self), json.loads(self.body))
    return json.dumps({})


def _describe(original: Any, self: SecurityHubBackend, *given: Any, **named: Any) -> Dict[str, Any]:
    return {**original(self, *given, **named), **store(self, "settings")}


def _set(backend: SecurityHubBackend, asked: Dict[str, Any]) -> None:
    store(backend, "settings").update({name: asked[name] for name in SETTINGS if name in asked})
