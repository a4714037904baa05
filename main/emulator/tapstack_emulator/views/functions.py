"""GET /_tapstack/functions: every function with its counts and its processes."""
from __future__ import annotations

from typing import Any

from moto.awslambda.models import LambdaFunction, lambda_backends

from .. import ACCOUNT_ID
from ..emulator import Emulator
from ..functions.statistics import Counts


def show(emulator: Emulator, *_: Any) -> dict:
    return {"functions": [_view(emulator, function) for backend in list(dict.values(lambda_backends[ACCOUNT_ID]))
                          for function in backend.list_functions()]}


def _view(emulator: Emulator, function: LambdaFunction) -> dict:
    name = (function.account_id, function.region, function.function_name)
    runtime = emulator.functions
    counts = runtime.statistics.of(name) if runtime is not None else Counts()
    reserved = function.reserved_concurrency
    return {
        "name": function.function_name,
        "arn": function.function_arn.split(":$")[0],
        "memoryMegabytes": int(function.memory_size),
        "timeoutSeconds": int(function.timeout),
        "reservedConcurrency": None if reserved is None else int(reserved),
        "invocations": counts.invocations,
        "errors": counts.errors,
        "throttles": counts.throttles,
        "coldStarts": counts.cold_starts,
        "processes": runtime.pool.processes(name) if runtime is not None else [],
    }
