"""SnapStart: while Lambda takes a published version's snapshot, the version is Pending and nothing can invoke it; if its
initialization fails, it is Failed for good.

AWS: "Activating Lambda SnapStart", SnapStart function states; the refusal's text is that of "Troubleshoot invocation
issues", ResourceConflictException. Inferred from pulumi/pulumi#15789: an update of a function waits for its new version,
so LastUpdateStatus is InProgress until then; a create does not (hashicorp/terraform-provider-aws#42693). That the update's
status is Failed by FunctionError, and that no alias can be led to such a version: hashicorp/terraform-provider-aws#49904.
The words of the reason are made up.
"""
from __future__ import annotations

import json
import threading
import time
from typing import Any, Callable, Dict, Optional

from .outcome import Refused

# AWS needs minutes; here it is long enough for a caller that does not wait to be refused.
SECONDS = 3
Initialization = Callable[[], Optional[bytes]]


class Snapshot:
    def __init__(self, initialize: Optional[Initialization]) -> None:
        self._active_from = time.monotonic() + SECONDS
        self._initializing = initialize is not None
        self.error: Optional[bytes] = None
        if initialize is not None:
            threading.Thread(target=self._run, args=(initialize,), name="snapshot", daemon=True).start()

    def _run(self, initialize: Initialization) -> None:
        try:
            self.error = initialize()
        finally:
            self._initializing = False

    def state(self) -> str:
        if self._initializing or self._active_from > time.monotonic():
            return "Pending"
        return "Active" if self.error is None else "Failed"


def take(version: Any, initialize: Optional[Initialization]) -> None:
    """Begins the snapshot of a version that was just published. `initialize` runs its code, and returns the error of it;
    none where functions do not run."""
    version.snapshot = Snapshot(initialize)


def _state_of(function: Any) -> str:
    snapshot: Optional[Snapshot] = getattr(function, "snapshot", None)
    return "Active" if snapshot is None else snapshot.state()


def state(function: Any) -> Dict[str, str]:
    """What GetFunctionConfiguration says of it, as far as it differs from an active version."""
    found = _state_of(function)
    if found == "Pending":
        return {"State": found, "StateReason": "The function is being created.", "StateReasonCode": "Creating",
                "LastUpdateStatus": "InProgress"}
    if found == "Failed":
        reason = {"Reason": f"The initialization failed: {_type_of(function.snapshot.error)}",
                  "ReasonCode": "FunctionError"}
        return {"State": found, "LastUpdateStatus": found,
                **{f"{status}{name}": value for status in ("State", "LastUpdateStatus") for name, value in reason.items()}}
    return {}


def check(function: Any) -> None:
    """Raises Refused unless the version is Active."""
    found = _state_of(function)
    if found != "Active":
        raise Refused(409, "ResourceConflictException", "The operation cannot be performed at this time. The function "
                      f"is currently in the following state: {found}")


def has_failed(function: Any) -> bool:
    return _state_of(function) == "Failed"


def _type_of(error: bytes) -> str:
    return str(json.loads(error).get("errorType", "Runtime.Unknown"))
