"""One question to IAM."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Mapping


@dataclass(frozen=True)
class Ask:
    action: str
    resource: str
    context: Mapping[str, str] = field(default_factory=dict)  # condition keys of this question alone
