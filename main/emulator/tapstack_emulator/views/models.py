"""GET /_tapstack/models: how many requests were checked against AWS's service models, and which were refused."""
from __future__ import annotations

from typing import Any

from ..emulator import Emulator


def show(emulator: Emulator, *_: Any) -> dict:
    return emulator.checks.view()
