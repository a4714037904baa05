"""Ends the reading of connections whose clients take too long."""
from __future__ import annotations

import socket
import threading
import time
from typing import Dict

STEP_SECONDS = 0.5


class Deadlines:
    def __init__(self) -> None:
        self._until: Dict[socket.socket, float] = {}
        self._lock = threading.Lock()
        threading.Thread(target=self._watch, name="deadlines", daemon=True).start()

    def begin(self, connection: socket.socket, seconds: float) -> None:
        """From now on the client has so many seconds; then reading finds the connection's end."""
        with self._lock:
            self._until[connection] = time.monotonic() + seconds

    def end(self, connection: socket.socket) -> bool:
        """Whether the client was in time."""
        with self._lock:
            return self._until.pop(connection, None) is not None

    def _watch(self) -> None:
        while True:
            time.sleep(STEP_SECONDS)
            now = time.monotonic()
            with self._lock:
                late = [connection for connection, until in self._until.items() if until < now]
                for connection in late:
                    del self._until[connection]
            for connection in late:
                try:
                    connection.shutdown(socket.SHUT_RD)
                except OSError:
                    pass  # it is closed already
