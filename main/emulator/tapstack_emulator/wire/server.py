"""The listening socket and its threads: one a connection, and no more connections than it can serve."""
from __future__ import annotations

import resource
import socket
import threading
from typing import Any, Callable

from werkzeug.serving import ThreadedWSGIServer

from ..emulator import log
from .deadlines import Deadlines
from .handler import Handler, refusing_malformed

MAX_CONNECTIONS = 2_000
# Files of the emulator's own: functions, logs, sockets to their processes.
RESERVED_FILES = 512
BUSY_BODY = b'{"message":"Too many connections are open"}'
BUSY = (b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nRetry-After: 1\r\n"
        b"Connection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(BUSY_BODY), BUSY_BODY))


class WireServer(ThreadedWSGIServer):
    daemon_threads = True
    request_queue_size = 1024  # bursts of parallel connections wait instead of being refused

    def __init__(self, port: socket.socket, application: Callable):
        """`port` is a socket that listens."""
        class WatchedHandler(Handler):
            deadlines = Deadlines()

        address, number = port.getsockname()
        super().__init__(address, number, refusing_malformed(application), WatchedHandler, fd=port.fileno())
        self.server_name, self.server_port = address, number
        port.close()  # the server has a copy
        self.server_activate()  # with our own queue
        self.places = min(MAX_CONNECTIONS, _raise_file_limit() - RESERVED_FILES)
        self._free = threading.Semaphore(self.places)

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
            return
        log.warning("refused a connection: %d are open", self.places)
        request.setblocking(False)
        try:
            request.send(BUSY)
        except OSError:
            pass  # the client is gone, or does not listen
        self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        log.exception("connection from port %s", client_address[1])


def _raise_file_limit() -> int:
    """As many open files as the system lets this process have, up to what is needed; each connection is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MAX_CONNECTIONS + RESERVED_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return wanted if soft == resource.RLIM_INFINITY else soft
