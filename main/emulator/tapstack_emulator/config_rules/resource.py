"""What a rule finds of one resource."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict

COMPLIANT, NON_COMPLIANT = "COMPLIANT", "NON_COMPLIANT"


@dataclass(frozen=True)
class Resource:
    """A resource under a rule, in Config's words for its type and id."""

    kind: str
    id: str
    compliant: bool
    tags: Dict[str, str] = field(default_factory=dict)

    @property
    def compliance(self) -> str:
        return COMPLIANT if self.compliant else NON_COMPLIANT
