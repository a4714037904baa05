"""Where a model is stricter than AWS: what AWS takes all the same, each with its source."""
from __future__ import annotations

from typing import Dict, Tuple

from .constraints import Violation

# (service, operation or *, member's path) -> source
ALLOWED: Dict[Tuple[str, str, str], str] = {}


def allowed(service: str, operation: str, violation: Violation) -> bool:
    return not {(service, operation, violation.path), (service, "*", violation.path)}.isdisjoint(ALLOWED)
