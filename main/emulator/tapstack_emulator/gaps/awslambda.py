"""Lambda: invocation, and what moto takes but does not give back."""
from __future__ import annotations

import base64
import copy
import json
from typing import Any
from urllib.parse import unquote

from moto.awslambda.exceptions import LambdaClientError
from moto.awslambda.models import LambdaBackend, LambdaFunction
from moto.awslambda.responses import LambdaResponse

from ..emulator import Emulator, log
from ..extending import after, wrap
from ..functions import snapshots
from ..functions.outcome import Refused
from . import awslambda_account, awslambda_events, awslambda_interfaces

EXTRAS = ("DeadLetterConfig", "KMSKeyArn", "LoggingConfig", "SnapStart")
NO_RUNTIME = "functions do not run: the emulator was started without --runtime-classpath"


class _Conflict(LambdaClientError):
    code = 409


def close(emulator: Emulator) -> None:
    _give_back_what_was_taken(emulator)
    awslambda_account.close(emulator)
    awslambda_events.close(emulator)
    awslambda_interfaces.close(emulator)
    _run_functions(emulator)


# --- what a second plan reads ---------------------------------------------------------

def _give_back_what_was_taken(emulator: Emulator) -> None:
    after(LambdaFunction, "__init__", _keep_extras)
    wrap(LambdaFunction, "get_configuration", _with_extras)
    wrap(LambdaFunction, "update_configuration", _update_extras)
    wrap(LambdaFunction, "set_version", lambda *given: _own_copies(emulator, *given))
    wrap(LambdaBackend, "create_alias", _active_version)
    wrap(LambdaBackend, "update_alias", _active_version)


def _keep_extras(self: LambdaFunction, account_id: str, spec: dict, *_: Any, **__: Any) -> None:
    self.extras = {key: spec[key] for key in EXTRAS if spec.get(key)}
    self.event_invoke_settings = {}


def _with_extras(original: Any, self: LambdaFunction, *arguments: Any, **named: Any) -> dict:
    configuration = original(self, *arguments, **named)
    configuration.update(copy.deepcopy(self.extras))
    logging = {"LogFormat": "Text", "LogGroup": self.logs_group_name, **self.extras.get("LoggingConfig", {})}
    configuration["LoggingConfig"] = logging
    if logging["LogFormat"] == "JSON":
        logging.setdefault("ApplicationLogLevel", "INFO")
        logging.setdefault("SystemLogLevel", "INFO")
    snap_start = configuration["SnapStart"]
    published = configuration["Version"] != "$LATEST" and snap_start["ApplyOn"] == "PublishedVersions"
    snap_start["OptimizationStatus"] = "On" if published else "Off"
    return {**configuration, **snapshots.state(self)}


def _update_extras(original: Any, self: LambdaFunction, updates: dict) -> dict:
    self.extras = {**self.extras, **{key: updates[key] for key in EXTRAS if key in updates}}
    self.tracing_config = updates.get("TracingConfig") or self.tracing_config
    if "EphemeralStorage" in updates:
        self.ephemeral_storage = updates["EphemeralStorage"]["Size"]
    return original(self, updates)


def _own_copies(emulator: Emulator, original: Any, self: LambdaFunction, version: int) -> None:
    """A published version is a shallow copy of $LATEST: later changes there must not reach it."""
    self.extras = copy.deepcopy(self.extras)
    self.environment_vars = dict(self.environment_vars)
    original(self, version)
    if self.extras.get("SnapStart", {}).get("ApplyOn") == "PublishedVersions":
        runtime = emulator.functions
        snapshots.take(self, None if runtime is None else lambda: runtime.initialize(self))


def _active_version(original: Any, self: LambdaBackend, name: str, function_name: str, function_version: str,
                    *more: Any, **named: Any) -> Any:
    if snapshots.has_failed(self.get_function(function_name, function_version)):
        raise _Conflict("ResourceConflictException", "The operation cannot be performed at this time. The function is "
                        "currently in the following state: 'Failed', StateReasonCode: 'FunctionError'")
    return original(self, name, function_name, function_version, *more, **named)


# --- invocation -----------------------------------------------------------------------

def _run_functions(emulator: Emulator) -> None:
    def invoke_function(_: Any, self: LambdaFunction, body: Any, request_headers: Any, response_headers: Any) -> bytes:
        """Notifications of moto's own (S3, log subscriptions) end here: events, and no service waits for them."""
        if emulator.functions is None:
            log.warning("%s is not called: %s", self.function_arn, NO_RUNTIME)
        else:
            event = body.encode() if isinstance(body, str) else body or b"{}"
            emulator.functions.invoke_later(self, self.function_arn, event)
        return b"null"

    def invoke_api(_: Any, self: LambdaResponse) -> Any:
        return _answer(emulator, self)

    wrap(LambdaFunction, "invoke", invoke_function)
    wrap(LambdaResponse, "invoke", invoke_api)
    if emulator.functions is not None:
        _retire_outdated(emulator.functions)


def _answer(emulator: Emulator, response: LambdaResponse) -> Any:
    name = unquote(response.path.rsplit("/", 2)[-2])
    qualifier = response.querystring.get("Qualifier", [None])[0]  # not from the payload, which is anything
    function = response.backend.get_function(name, qualifier)
    kind = response.headers.get("X-Amz-Invocation-Type", "RequestResponse")
    if kind == "DryRun":
        return _reply(204, {}, "")
    if emulator.functions is None:
        # a client error: server errors are retried for minutes by Terraform
        return _reply(400, {"x-amzn-ErrorType": "InvalidRuntimeException"}, json.dumps({"message": NO_RUNTIME}))
    arn = _invoked_arn(response, function, name, qualifier)
    event = response.raw_body or b"{}"
    try:
        if kind == "Event":
            request_id = emulator.functions.invoke_later(function, arn, event)
            return _reply(202, {"x-amzn-RequestId": request_id}, "")
        outcome = emulator.functions.invoke(function, arn, event)
    except Refused as refusal:
        return _reply(refusal.status, {"x-amzn-ErrorType": refusal.code, "Content-Type": "application/json"},
                      refusal.body())
    headers = {"Content-Type": "application/json", "x-amzn-RequestId": outcome.request_id,
               "X-Amz-Executed-Version": outcome.executed_version}
    if outcome.error:
        headers["X-Amz-Function-Error"] = outcome.error
    if response.headers.get("X-Amz-Log-Type") == "Tail":
        headers["X-Amz-Log-Result"] = base64.b64encode(outcome.log.encode()).decode()
    return _reply(200, headers, outcome.payload)


def _reply(status: int, headers: dict, body: Any) -> Any:
    """moto reads the status from a header of that name."""
    return status, {**headers, "status": status}, body


def _invoked_arn(response: LambdaResponse, function: LambdaFunction, name: str, qualifier: Any) -> str:
    """The ARN with the qualifier the caller used, which is what the function's context shows."""
    used = qualifier or name.split(":function:")[-1].partition(":")[2]
    arn = f"arn:aws:lambda:{response.region}:{response.current_account}:function:{function.function_name}"
    return f"{arn}:{used}" if used else arn


def _retire_outdated(runtime: Any) -> None:
    """Processes of code or settings that are no more do not stay."""
    pool = runtime.pool

    def changed(self: LambdaFunction, *_: Any) -> None:
        pool.retire(self.account_id, self.region, self.function_name, "$LATEST")

    def deleted(self: LambdaBackend, function_name: str, qualifier: Any = None) -> None:
        name, _, in_name = function_name.split(":function:")[-1].partition(":")
        pool.retire(self.account_id, self.region_name, name, qualifier or in_name or None)

    def forgotten(self: LambdaBackend) -> None:
        pool.retire_all()
        runtime.statistics.forget()

    after(LambdaFunction, "update_configuration", changed)
    after(LambdaFunction, "update_function_code", changed)
    after(LambdaBackend, "delete_function", deleted)
    after(LambdaBackend, "reset", forgotten)
