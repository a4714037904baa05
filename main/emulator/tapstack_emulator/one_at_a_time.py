"""moto's services keep what they know in plain dicts: a second thread in between finds them half changed.

A call that fails so (500) was often done all the same, and the client's retry is then refused as a duplicate.
"""
from __future__ import annotations

import threading
from contextlib import ExitStack, contextmanager
from typing import Any, Callable, Dict, Iterable, Iterator

# Their calls may wait: for a function, for a message; DynamoDB's meet each other, and have a lock of their own.
PARALLEL = ("awslambda", "dynamodb", "sqs")
# Calls that change what another service keeps, too.
ALSO = {"autoscaling": ("ec2", "elb")}

_locks: Dict[str, Any] = {}


@contextmanager
def alone(service: str) -> Iterator[None]:
    """While nobody else is served by the service; for what goes on beside its calls."""
    with ExitStack() as held:
        for each in sorted((service, *ALSO.get(service, ()))):  # always in this order, so that nobody waits for ever
            held.enter_context(_locks.setdefault(each, threading.RLock()))
        yield


class OneAtATime:
    """WSGI application that serves one request after the other."""

    def __init__(self, service: str, application: Callable):
        self.service = service
        self.application = application

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        with alone(self.service):
            return self.application(environ, start_response)


def serve(service: str, application: Any) -> Any:
    return application if service in PARALLEL else OneAtATime(service, application)
