"""moto's services keep what they know in plain dicts: a second thread in between finds them half changed.

A call that fails so (500) was often done all the same, and the client's retry is then refused as a duplicate.
"""
from __future__ import annotations

import threading
from typing import Any, Callable, Iterable

# Their calls may wait: for a function, for a message.
PARALLEL = ("awslambda", "sqs")


class OneAtATime:
    """WSGI application that serves one request after the other."""

    def __init__(self, application: Callable):
        self.application = application
        self._lock = threading.RLock()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        with self._lock:
            return self.application(environ, start_response)


def serve(service: str, application: Any) -> Any:
    return application if service in PARALLEL else OneAtATime(application)
