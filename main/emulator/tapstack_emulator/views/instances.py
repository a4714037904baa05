"""GET /_tapstack/instances: every instance that runs its user data."""
from __future__ import annotations

from typing import Any

from ..emulator import Emulator


def show(emulator: Emulator, *_: Any) -> dict:
    return {"instances": [] if emulator.instances is None else emulator.instances.view()}
