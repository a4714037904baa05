"""What an invocation comes to, and the errors that are Lambda's own rather than the function's."""
from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Optional

MAX_PAYLOAD = 6 * 1024 * 1024
MAX_EVENT_PAYLOAD = 1024 * 1024


@dataclass(frozen=True)
class Outcome:
    """`error` is None or what goes into X-Amz-Function-Error."""

    payload: bytes
    request_id: str
    error: Optional[str] = None
    log: str = ""
    executed_version: str = "$LATEST"


class Refused(Exception):
    """Lambda did not run the function at all; answered to the caller as an HTTP error."""

    def __init__(self, status: int, code: str, message: str, reason: Optional[str] = None):
        super().__init__(message)
        self.status = status
        self.code = code
        self.reason = reason

    @property
    def is_passing(self) -> bool:
        """Whether a later call may be taken: the function is busy, or not yet active."""
        return self.status in (409, 429)

    def body(self) -> str:
        content = {"Type": "User", "message": str(self)}
        if self.reason:
            content["Reason"] = self.reason
        return json.dumps(content)


def throttled(reason: str) -> Refused:
    return Refused(429, "TooManyRequestsException", "Rate Exceeded.", reason)


def too_large(size: int, limit: int) -> Refused:
    return Refused(413, "RequestTooLargeException",
                   f"Request must be smaller than {limit} bytes for the InvokeFunction operation, got {size}")


def no_process(name: str, problem: OSError) -> Refused:
    return Refused(500, "ServiceException", f"The emulator cannot start a process for {name}: {problem}")


def function_error(error_type: str, message: str) -> bytes:
    return json.dumps({"errorType": error_type, "errorMessage": message}).encode()


def error_type(payload: bytes) -> str:
    """The errorType of a function's error."""
    try:
        return str(json.loads(payload)["errorType"])
    except (ValueError, KeyError, TypeError):
        return "Error"
