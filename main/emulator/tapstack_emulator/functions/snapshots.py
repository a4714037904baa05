"""SnapStart: while Lambda takes a published version's snapshot, the version is Pending and nothing can invoke it.

AWS: "Activating Lambda SnapStart", SnapStart function states; the refusal's text is that of "Troubleshoot invocation
issues", ResourceConflictException. Inferred from pulumi/pulumi#15789: an update of a function waits for its new version,
so LastUpdateStatus is InProgress until then; a create does not (hashicorp/terraform-provider-aws#42693).
"""
from __future__ import annotations

import time
from typing import Any, Dict

from .outcome import Refused

# AWS needs minutes; here it is long enough for a caller that does not wait to be refused.
SECONDS = 3


def take(version: Any) -> None:
    """Begins the snapshot of a version that was just published."""
    version.active_from = time.monotonic() + SECONDS


def is_pending(function: Any) -> bool:
    return getattr(function, "active_from", 0) > time.monotonic()


def state(function: Any) -> Dict[str, str]:
    """What GetFunctionConfiguration says of it, as far as it differs from an active version."""
    if not is_pending(function):
        return {}
    return {"State": "Pending", "StateReason": "The function is being created.", "StateReasonCode": "Creating",
            "LastUpdateStatus": "InProgress"}


def check(function: Any) -> None:
    """Raises Refused while the version is Pending."""
    if is_pending(function):
        raise Refused(409, "ResourceConflictException", "The operation cannot be performed at this time. The function "
                      "is currently in the following state: Pending")
