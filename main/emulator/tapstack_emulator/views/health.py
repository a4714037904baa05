"""GET /_tapstack/health: ready, and what is on."""
from __future__ import annotations

from typing import Any

from .. import MOTO_VERSION
from ..emulator import Emulator


def show(emulator: Emulator, *_: Any) -> dict:
    return {"status": "ok", "moto": MOTO_VERSION, "functions": emulator.functions is not None,
            "postgres": emulator.databases is not None}
