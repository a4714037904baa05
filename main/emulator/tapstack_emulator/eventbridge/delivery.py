"""Takes an event to one target: tried again where that may help, at last to the target's dead-letter queue."""
from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Dict, Optional

from ..emulator import Emulator, log
from ..targets.send import Sender, Undeliverable, send

# AWS tries 185 times over 24 hours; what fails here for long fails for good.
MOST_RETRIES = 3
RETRY_SECONDS = 0.5


@dataclass(frozen=True)
class Delivery:
    """What became of it; `error` is None when the target has the event."""

    target_arn: str
    error: Optional[str] = None


def deliver(emulator: Emulator, sender: Sender, target: Dict[str, Any], body: str) -> Delivery:
    more = {}
    group = (target.get("SqsParameters") or {}).get("MessageGroupId")
    if group:
        more["group_id"] = group
    retries = min(MOST_RETRIES, (target.get("RetryPolicy") or {}).get("MaximumRetryAttempts", MOST_RETRIES))
    for attempt in range(retries + 1):
        try:
            send(emulator, sender, target["Arn"], body, **more)
            return Delivery(target["Arn"])
        except Undeliverable as problem:
            return _give_up(emulator, sender, target, body, problem.code, str(problem), attempt)
        except Exception as problem:
            log.exception("%s to %s, attempt %d", sender.source_arn, target["Arn"], attempt + 1)
            code, message = type(problem).__name__, str(problem)
            if attempt < retries:
                time.sleep(RETRY_SECONDS)
    return _give_up(emulator, sender, target, body, code, message, retries, "MaximumRetryAttempts")


def _give_up(emulator: Emulator, sender: Sender, target: Dict[str, Any], body: str, code: str, message: str,
             retries: int, exhausted: Optional[str] = None) -> Delivery:
    log.warning("%s to %s: %s", sender.source_arn, target["Arn"], message)
    queue = (target.get("DeadLetterConfig") or {}).get("Arn")
    if queue:
        told = {"RULE_ARN": sender.source_arn, "TARGET_ARN": target["Arn"], "ERROR_CODE": code,
                "ERROR_MESSAGE": message, "RETRY_ATTEMPTS": str(retries)}
        if exhausted:
            told["EXHAUSTED_RETRY_CONDITION"] = exhausted
        attributes = {name: {"DataType": "String", "StringValue": value} for name, value in told.items()}
        try:
            send(emulator, sender, queue, body, message_attributes=attributes)
        except Undeliverable as problem:
            message = f"{message}; nor to its dead-letter queue: {problem}"
            log.warning("%s to %s: %s", sender.source_arn, queue, problem)
    return Delivery(target["Arn"], f"{code}: {message}")
