"""AWS services that moto does not have, served in the same way as moto's own."""
from __future__ import annotations

import importlib
import re
from typing import Any

from moto import backend_index, backends

from .extending import wrap

# package here -> first part of the service's host names
SERVICES = {"accessanalyzer": "access-analyzer"}


def install() -> None:
    wrap(backends, "_import_backend", _import)
    backend_index.backend_url_patterns.extend(
        (service, re.compile(rf"https?://{host}\.(.+)\.amazonaws\.com")) for service, host in SERVICES.items())


def _import(original: Any, module_name: str, backends_name: str) -> Any:
    if module_name not in SERVICES:
        return original(module_name, backends_name)
    return getattr(importlib.import_module(f".{module_name}", __package__), backends_name)
