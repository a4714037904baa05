"""Gaps of moto's, closed service by service when the service is first used.

Each module here closes the gaps of the moto package of the same name in a function `close(emulator)`.
"""
from __future__ import annotations

import importlib
import importlib.util
import threading

from ..emulator import Emulator, log

# What a service needs of others: their backends are reached in process, past their own first request.
ALSO = {"autoscaling": ("cloudwatch", "ec2", "elbv2"), "awslambda": ("dynamodb", "sqs"), "config": ("events",),
        "elb": ("elbv2",),  # moto takes both versions' calls at the first one's address
        "guardduty": ("events",), "securityhub": ("events",), "sesv2": ("ses",)}

_closed: "set[str]" = set()
_lock = threading.RLock()


def closed() -> "frozenset[str]":
    """The services that were used so far."""
    return frozenset(_closed)


def close(service: str, emulator: Emulator) -> None:
    with _lock:
        if service in _closed:
            return
        _closed.add(service)
        for other in ALSO.get(service, ()):
            close(other, emulator)
        name = f"{__name__}.{service}"
        if importlib.util.find_spec(name) is not None:
            log.info("closing moto's gaps in %s", service)
            importlib.import_module(name).close(emulator)
