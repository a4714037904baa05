"""Lambda's invocation service over moto's functions."""
from __future__ import annotations

import time
import uuid
from pathlib import Path
from typing import Any, Dict, Optional, Tuple

from moto.awslambda.models import LambdaFunction, lambda_backends
from moto.sts.models import sts_backends

from ..emulator import Emulator, log
from ..iam.principals import runs_for
from . import snapshots
from .asynchronous import AsynchronousInvocations
from .launch import FunctionSpec, environment, java_command, unpack
from .outcome import Outcome, Refused, error_type, no_process, too_large, MAX_EVENT_PAYLOAD, MAX_PAYLOAD
from .pool import Pool, name_of
from .sandbox import Sandbox
from .statistics import Statistics

CREDENTIALS_SECONDS = 3600


class FunctionRuntime:
    def __init__(self, emulator: Emulator):
        self._emulator = emulator
        self._folder: Path = emulator.directory / "functions"
        self._folder.mkdir(parents=True, exist_ok=True)
        self.pool = Pool(self._start, emulator.options.max_function_processes)
        self.statistics = Statistics()
        self.asynchronous = AsynchronousInvocations(self)

    def invoke(self, function: LambdaFunction, invoked_arn: str, event: bytes) -> Outcome:
        """Runs a function and waits; raises Refused where Lambda would not run it."""
        if len(event) > MAX_PAYLOAD:
            raise too_large(len(event), MAX_PAYLOAD)
        snapshots.check(function)
        spec, request_id, begin = spec_of(function), str(uuid.uuid4()), time.monotonic()
        try:
            outcome = self.pool.invoke(spec, reserved_concurrency(function), invoked_arn, event, request_id)
        except Refused as refusal:
            if refusal.status == 429:
                self.statistics.throttled(name_of(spec))
            self._tell(spec, request_id, refusal.reason or refusal.code, begin)
            raise
        self.statistics.invoked(name_of(spec), failed=outcome.error is not None)
        self._tell(spec, request_id, "success" if outcome.error is None else error_type(outcome.payload), begin)
        return outcome

    def _tell(self, spec: FunctionSpec, request_id: str, outcome: str, begin: float) -> None:
        milliseconds = round((time.monotonic() - begin) * 1000, 1)
        self._emulator.journal.record("function", spec.name, f"{outcome} after {milliseconds} ms", {
            "requestId": request_id, "version": spec.version, "outcome": outcome, "milliseconds": milliseconds})

    def invoke_later(self, function: LambdaFunction, invoked_arn: str, event: bytes) -> str:
        """Queues an event; gives back its request id."""
        if len(event) > MAX_EVENT_PAYLOAD:
            raise too_large(len(event), MAX_EVENT_PAYLOAD)
        return self.asynchronous.add(function, invoked_arn, event)

    def invoke_arn(self, function_arn: str, event: bytes) -> Outcome:
        return self.invoke(*resolve(function_arn), event)

    def initialize(self, function: LambdaFunction) -> Optional[bytes]:
        """Runs a version's initialization once, as for a snapshot; returns the error that it ended with."""
        try:
            sandbox = self._start_process(spec_of(function), for_snapshot=True)
        except OSError as problem:
            log.error("no snapshot of %s: %s", function.function_arn, problem)
            return None
        try:
            return sandbox.initialize()
        finally:
            sandbox.stop()

    def _start(self, spec: FunctionSpec) -> Sandbox:
        self.statistics.started_cold(name_of(spec))
        try:
            return self._start_process(spec)
        except OSError as problem:
            log.error("no process for %s: %s", spec.name, problem)
            raise no_process(spec.name, problem) from None

    def _start_process(self, spec: FunctionSpec, for_snapshot: bool = False) -> Sandbox:
        options = self._emulator.options
        code = unpack(spec, self._folder)
        credentials = sts_backends[spec.account_id]["aws"].assume_role(
            region_name=spec.region, role_session_name=spec.name[:64], role_arn=spec.role, policy=None,
            duration=CREDENTIALS_SECONDS, external_id=None)
        runs_for(credentials, spec.arn)

        def variables(runtime_api: str, log_stream: str) -> Dict[str, str]:
            return environment(spec, code, runtime_api, log_stream, options.endpoint,
                               self._emulator.authority.bundle, credentials)

        command = java_command(spec, code, options.java, options.runtime_classpath)
        return Sandbox(spec, self._emulator.children, self._folder, command, variables, for_snapshot)


def resolve(function_arn: str) -> Tuple[LambdaFunction, str]:
    """(the version an ARN stands for, the ARN as it was used)."""
    _, _, _, region, account_id = function_arn.split(":")[:5]
    return lambda_backends[account_id][region].get_function(function_arn), function_arn


def reserved_concurrency(function: LambdaFunction) -> Any:
    """It is the function's, not a version's."""
    backend = lambda_backends[function.account_id][function.region]
    return backend.get_function(function.function_name).reserved_concurrency


def spec_of(function: LambdaFunction) -> FunctionSpec:
    configuration = function.get_configuration()
    logging = configuration["LoggingConfig"]
    version = configuration["Version"]
    return FunctionSpec(
        name=function.function_name,
        version=version,
        arn=function.function_arn,
        handler=function.handler,
        code=function.code_bytes,
        code_sha256=function.code_sha_256,
        role=function.role,
        region=function.region,
        account_id=function.account_id,
        memory_mb=int(function.memory_size),
        timeout_seconds=int(function.timeout),
        log_group=logging["LogGroup"],
        log_format=logging["LogFormat"],
        application_log_level=logging.get("ApplicationLogLevel"),
        system_log_level=logging.get("SystemLogLevel"),
        environment=dict(function.environment_vars),
        runtime=function.run_time,
        snap_start=configuration["SnapStart"]["ApplyOn"] == "PublishedVersions" and version != "$LATEST",
    )
