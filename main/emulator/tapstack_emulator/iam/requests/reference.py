"""AWS's Service Authorization Reference; `tools/service_reference.py` wrote the files."""
from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Dict, List, Optional

FOLDER = Path(__file__).parents[1] / "reference"
ANY = ["any"]


@dataclass(frozen=True)
class Type:
    """A resource type of an action."""

    name: str
    arn: str  # with ${Variables}
    required: bool


@dataclass(frozen=True)
class Service:
    resources: Dict[str, str]
    actions: Dict[str, List[str]]
    keys: Dict[str, List[str]]  # condition key -> the actions that have it; one that most have is not here
    levels: Dict[str, List[str]]  # "writes", "permissions" -> actions of that access level

    def types(self, action: str) -> List[Type]:
        return [Type(name.rstrip("*"), self.resources[name.rstrip("*")], name.endswith("*"))
                for name in self.actions.get(action, []) if name != "any"]

    def takes_any(self, action: str) -> bool:
        return self.actions.get(action) == ANY


@lru_cache(maxsize=None)
def service(prefix: str) -> Optional[Service]:
    file = FOLDER / f"{prefix}.json"
    return Service(**json.loads(file.read_text())) if file.exists() else None
