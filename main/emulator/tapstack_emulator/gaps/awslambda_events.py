"""Lambda's asynchronous settings per alias, and event source mappings that call the functions."""
from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

from moto.awslambda.exceptions import InvalidParameterValueException, UnknownEventConfig
from moto.awslambda.models import EventInvokeConfig, EventSourceMapping, LambdaBackend
from moto.awslambda.responses import LambdaResponse
from moto.dynamodb import dynamodb_backends
from moto.sqs.models import sqs_backends

from ..emulator import Emulator
from ..extending import after, wrap
from ..sources import start_poller


def close(emulator: Emulator) -> None:
    for operation in ("put", "update", "get", "delete"):
        wrap(LambdaResponse, f"{operation}_function_event_invoke_config", _INVOKE_CONFIG[operation])
    after(EventSourceMapping, "__init__", _keep_asked_function)
    wrap(EventSourceMapping, "get_configuration", _with_asked_function)

    def created(original: Any, self: LambdaBackend, spec: dict) -> EventSourceMapping:
        _check_queue(self, spec)
        mapping = original(self, spec)
        _detach_from_source(mapping)
        if emulator.functions is not None:
            start_poller(emulator, mapping)
        return mapping

    def updated(self: LambdaBackend, uuid: str, spec: dict) -> None:
        mapping = self.get_event_source_mapping(uuid)
        if mapping is not None and "FunctionName" in spec:
            _keep_asked_function(mapping, spec)

    wrap(LambdaBackend, "create_event_source_mapping", created)
    after(LambdaBackend, "update_event_source_mapping", updated)


# --- event invoke configurations, one per qualifier --------------------------------------

def _settings_of(response: LambdaResponse) -> Any:
    name = unquote(response.path.rsplit("/", 2)[1])
    qualifier = response.querystring.get("Qualifier", [None])[0]
    function = response.backend.get_function(name)
    bare, _, in_name = name.split(":function:")[-1].partition(":")
    qualifier = qualifier or in_name or "$LATEST"
    return function, f"{function.function_arn.split(':$')[0]}:{qualifier}", qualifier


def _answer(arn: str, settings: dict) -> str:
    return json.dumps({"FunctionArn": arn, **settings})


def _put_settings(_: Any, self: LambdaResponse) -> str:
    function, arn, qualifier = _settings_of(self)
    settings = json.loads(self.body)
    EventInvokeConfig(arn, function.last_modified, settings)  # moto's own validation
    function.event_invoke_settings[qualifier] = {"DestinationConfig": {"OnSuccess": {}, "OnFailure": {}}, **settings}
    return _answer(arn, function.event_invoke_settings[qualifier])


def _update_settings(_: Any, self: LambdaResponse) -> str:
    function, arn, qualifier = _settings_of(self)
    function.event_invoke_settings.setdefault(qualifier, {}).update(json.loads(self.body))
    return _answer(arn, function.event_invoke_settings[qualifier])


def _get_settings(_: Any, self: LambdaResponse) -> str:
    function, arn, qualifier = _settings_of(self)
    if qualifier not in function.event_invoke_settings:
        raise UnknownEventConfig(arn)
    return _answer(arn, function.event_invoke_settings[qualifier])


def _delete_settings(_: Any, self: LambdaResponse) -> Any:
    function, arn, qualifier = _settings_of(self)
    if function.event_invoke_settings.pop(qualifier, None) is None:
        raise UnknownEventConfig(arn)
    return 204, {"status": 204}, ""


_INVOKE_CONFIG = {"put": _put_settings, "update": _update_settings, "get": _get_settings, "delete": _delete_settings}


# --- event source mappings ---------------------------------------------------------------

def _keep_asked_function(self: EventSourceMapping, spec: dict) -> None:
    """moto resolves an alias to its version; AWS keeps the alias, and follows it when it moves."""
    asked = spec["FunctionName"]
    if not asked.startswith("arn:"):
        asked = f"arn:aws:lambda:{self.region}:{self.account_id}:function:{asked}"
    self.asked_function_arn = asked


def _with_asked_function(original: Any, self: EventSourceMapping) -> dict:
    return {**original(self), "FunctionArn": self.asked_function_arn}


def _check_queue(backend: LambdaBackend, spec: dict) -> None:
    """A message must not come back while its function is still at work on it."""
    parts = spec.get("EventSourceArn", "").split(":")
    if "FunctionName" not in spec or parts[2:3] != ["sqs"]:
        return
    queue = sqs_backends[backend.account_id][backend.region_name].queues.get(parts[-1])
    timeout = int(backend.get_function(spec["FunctionName"]).timeout)
    if queue is not None and queue.visibility_timeout < timeout:
        raise InvalidParameterValueException(f"Queue visibility timeout: {queue.visibility_timeout} seconds is less "
                                             f"than Function timeout: {timeout} seconds")


def _detach_from_source(mapping: EventSourceMapping) -> None:
    """moto calls the function inside the table's write and the queue's send; here a poller does it, as in AWS."""
    _, _, service, region, account_id, resource = mapping.event_source_arn.split(":", 5)
    if service == "dynamodb":
        source = dynamodb_backends[account_id][region].get_table(resource.split("/")[1])
    elif service == "sqs":
        source = sqs_backends[account_id][region].get_queue(resource)
    else:
        return
    source.lambda_event_source_mappings.pop(mapping.function_arn, None)
