"""SNS: what is published is kept for a person to look at."""
from __future__ import annotations

from ..emulator import Emulator
from ..journal import topics


def close(emulator: Emulator) -> None:
    topics.watch(emulator.journal)
