"""Sends one text to the target that an ARN names, if the target's own policy lets the sending service in."""
from __future__ import annotations

import json
import time
import uuid
from dataclasses import dataclass
from typing import Any, Callable, Dict, Optional

from moto.awslambda.exceptions import UnknownFunctionException
from moto.sqs.exceptions import QueueDoesNotExist, SQSException

from ..emulator import Emulator
from . import policies


class Undeliverable(Exception):
    """The target cannot be reached, and trying again would not help; `code` is AWS's for it."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Sender:
    """The service that sends and the rule, topic or schedule it sends for; a sender with a role asks no policy."""

    service: str
    source_arn: str
    by_role: bool = False

    def check(self, admitted: bool, target_arn: str) -> None:
        if not self.by_role and not admitted:
            raise Undeliverable("NO_PERMISSIONS", f"the policy of {target_arn} does not let {self.service} in for "
                                f"{self.source_arn}")


def send(emulator: Emulator, sender: Sender, arn: str, body: str, **more: Any) -> None:
    """`more` is what send_message of a queue, or publish of a topic, takes beside the body."""
    parts = arn.split(":", 5)
    to = _TARGETS.get(parts[2]) if len(parts) == 6 else None
    if to is None:
        raise Undeliverable("INVALID_TARGET", f"targets of this kind are not emulated: {arn}")
    to(emulator, sender, arn, body, more)


def _to_function(emulator: Emulator, sender: Sender, arn: str, body: str, _: Dict[str, Any]) -> None:
    from ..functions.outcome import Refused
    from ..functions.runtime import resolve

    if emulator.functions is None:
        raise Undeliverable("NO_RESOURCE", "functions do not run: the emulator was started without --runtime-classpath")
    try:
        function, arn = resolve(arn)
    except UnknownFunctionException:
        raise Undeliverable("NO_RESOURCE", f"there is no function {arn}") from None
    sender.check(policies.function_admits(function, arn, sender.service, sender.source_arn), arn)
    try:
        emulator.functions.invoke_later(function, arn, body.encode())
    except Refused as refusal:
        raise Undeliverable("INVALID_PARAMETER", str(refusal)) from None


def _to_queue(_: Emulator, sender: Sender, arn: str, body: str, more: Dict[str, Any]) -> None:
    from moto.sqs.models import sqs_backends

    _, _, _, region, account_id, name = arn.split(":")
    backend = sqs_backends[account_id][region]
    try:
        queue = backend.get_queue(name)
    except QueueDoesNotExist:
        raise Undeliverable("NO_RESOURCE", f"there is no queue {arn}") from None
    sender.check(policies.admits(queue._policy_json, sender.service, "sqs:SendMessage", arn, sender.source_arn), arn)
    try:
        backend.send_message(name, body, **more)
    except SQSException as problem:
        raise Undeliverable("INVALID_PARAMETER", str(problem)) from None


def _to_topic(_: Emulator, sender: Sender, arn: str, body: str, more: Dict[str, Any]) -> None:
    from moto.sns.models import sns_backends

    _, _, _, region, account_id, _ = arn.split(":")
    backend = sns_backends[account_id][region]
    topic = backend.topics.get(arn)
    if topic is None:
        raise Undeliverable("NO_RESOURCE", f"there is no topic {arn}")
    sender.check(policies.admits(topic._policy_json, sender.service, "sns:Publish", arn, sender.source_arn), arn)
    topic.publish(body, **more)


def _to_bus(_: Emulator, __: Sender, arn: str, body: str, ___: Dict[str, Any]) -> None:
    from moto.events.models import events_backends

    _, _, _, region, account_id, resource = arn.split(":", 5)
    event = json.loads(body)
    results = events_backends[account_id][region].put_events([{
        "Source": event["source"], "DetailType": event["detail-type"], "Detail": json.dumps(event["detail"]),
        "Resources": event.get("resources", []), "EventBusName": resource.rsplit("/", 1)[-1]}])
    if "ErrorCode" in results[0]:
        raise Undeliverable("INVALID_PARAMETER", results[0]["ErrorMessage"])


def _to_log_group(_: Emulator, __: Sender, arn: str, body: str, ___: Dict[str, Any]) -> None:
    from moto.logs.models import logs_backends

    _, _, _, region, account_id, resource = arn.split(":", 5)
    group = resource.split(":")[1]
    backend = logs_backends[account_id][region]
    if group not in backend.groups:
        raise Undeliverable("NO_RESOURCE", f"there is no log group {group}")
    stream = str(uuid.uuid4())
    backend.create_log_stream(group, stream)
    backend.put_log_events(group, stream, [{"timestamp": int(time.time() * 1000), "message": body}])


Target = Callable[[Emulator, Sender, str, str, Dict[str, Any]], Optional[None]]
_TARGETS: Dict[str, Target] = {"lambda": _to_function, "sqs": _to_queue, "sns": _to_topic, "events": _to_bus,
                               "logs": _to_log_group}
