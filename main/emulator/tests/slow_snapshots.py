"""An emulator that takes for ever over SnapStart's snapshots."""
import os

from tapstack_emulator import __main__ as emulator
from tapstack_emulator.functions import snapshots

if __name__ == "__main__":
    snapshots.SECONDS = float("inf")
    os._exit(emulator.main())
