"""DIR/emulator.json: who runs here, and with which children."""
from __future__ import annotations

import datetime
import json
import os
from typing import List, Optional

from .emulator import Emulator, log


class RunFile:
    def __init__(self, emulator: Emulator):
        self._emulator = emulator
        self._path = emulator.directory / "emulator.json"
        self._started = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
        self._written: Optional[List[int]] = None

    def keep(self) -> None:
        """Writes it when the children changed. On a full disk it stays as it was, and is tried again later."""
        children = self._emulator.children.pids()
        if children == self._written:
            return
        draft = self._path.with_suffix(".tmp")  # replaced whole, so that a reader never sees half of it
        try:
            draft.write_text(json.dumps({"pid": os.getpid(), "port": self._emulator.options.port,
                                         "started": self._started, "children": children}) + "\n")
            draft.replace(self._path)
            self._written = children
        except OSError as problem:
            log.error("cannot write %s: %s", self._path, problem.strerror)

    def remove(self) -> None:
        self._path.unlink(missing_ok=True)
