"""Event invocations: queued, retried, and at last handed to a destination or a dead-letter queue."""
from __future__ import annotations

import json
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Optional

from ..emulator import log
from . import delivery
from .outcome import Outcome, Refused

if TYPE_CHECKING:
    from .runtime import FunctionRuntime

# AWS waits one minute and then two between attempts; here the order matters, not the time.
RETRY_SECONDS = (1, 2)
THROTTLE_SECONDS = 1
DEFAULT_RETRIES = 2
DEFAULT_MAX_AGE_SECONDS = 6 * 3600


@dataclass
class Event:
    request_id: str
    function: Any
    function_arn: str
    payload: bytes
    created: float
    attempts: int = 0


class AsynchronousInvocations:
    def __init__(self, runtime: "FunctionRuntime"):
        self._runtime = runtime
        self._workers = ThreadPoolExecutor(max_workers=32, thread_name_prefix="async-invoke")

    def add(self, function: Any, function_arn: str, payload: bytes) -> str:
        event = Event(str(uuid.uuid4()), function, function_arn, payload, time.monotonic())
        self._workers.submit(self._attempt_safely, event)
        return event.request_id

    def _attempt_safely(self, event: Event) -> None:
        try:
            self._attempt(event)
        except Exception:
            log.exception("asynchronous invocation of %s failed in the emulator", event.function_arn)

    def _attempt(self, event: Event) -> None:
        settings = invoke_settings(event)
        too_old = time.monotonic() - event.created > settings.get("MaximumEventAgeInSeconds", DEFAULT_MAX_AGE_SECONDS)
        if too_old:
            self._give_up(event, settings, None, "EventAgeExceeded")
            return
        try:
            outcome = self._runtime.invoke(event.function, event.function_arn, event.payload)
        except Refused:
            self._again(event, THROTTLE_SECONDS)
            return
        event.attempts += 1
        if outcome.error is None:
            self._tell(event, settings, outcome, "Success", "OnSuccess")
        elif event.attempts > settings.get("MaximumRetryAttempts", DEFAULT_RETRIES):
            self._give_up(event, settings, outcome, "RetriesExhausted")
        else:
            self._again(event, RETRY_SECONDS[min(event.attempts, len(RETRY_SECONDS)) - 1])

    def _again(self, event: Event, seconds: float) -> None:
        timer = threading.Timer(seconds, self._workers.submit, [self._attempt_safely, event])
        timer.daemon = True
        timer.start()

    def _give_up(self, event: Event, settings: dict, outcome: Optional[Outcome], condition: str) -> None:
        self._tell(event, settings, outcome, condition, "OnFailure")
        queue = event.function.get_configuration().get("DeadLetterConfig", {}).get("TargetArn")
        if queue:
            error = json.loads(outcome.payload) if outcome else {}
            delivery.send(queue, event.payload.decode(), {
                "RequestID": event.request_id, "ErrorCode": "200",
                "ErrorMessage": str(error.get("errorMessage", condition))[:1024]})

    def _tell(self, event: Event, settings: dict, outcome: Optional[Outcome], condition: str, kind: str) -> None:
        destination = (settings.get("DestinationConfig") or {}).get(kind, {}).get("Destination")
        if destination:
            delivery.send(destination, json.dumps(destination_record(event, outcome, condition)))


def invoke_settings(event: Event) -> dict:
    """The event invoke configuration of the alias or version that was called."""
    qualifier = event.function_arn.split(":function:")[-1].partition(":")[2] or "$LATEST"
    return getattr(event.function, "event_invoke_settings", {}).get(qualifier, {})


def destination_record(event: Event, outcome: Optional[Outcome], condition: str) -> dict:
    """AWS's record for an asynchronous invocation's destination."""
    record = {
        "version": "1.0",
        "timestamp": delivery.timestamp(),
        "requestContext": {"requestId": event.request_id, "functionArn": event.function_arn, "condition": condition,
                           "approximateInvokeCount": event.attempts},
        "requestPayload": json.loads(event.payload or b"null"),
    }
    if outcome is not None:
        context = {"statusCode": 200, "executedVersion": outcome.executed_version}
        if outcome.error:
            context["functionError"] = outcome.error
        record["responseContext"] = context
        record["responsePayload"] = json.loads(outcome.payload or b"null")
    return record
