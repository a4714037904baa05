"""IAM: a policy's document comes URL-encoded, as AWS sends it; clients decode it, and a plain `+` becomes a space."""
from __future__ import annotations

import copy
from typing import Any
from urllib.parse import quote

from moto.core.responses import ActionResult
from moto.iam.models import IAMBackend, PolicyVersion
from moto.iam.responses import IamResponse

from ..emulator import Emulator
from ..extending import wrap


def close(_: Emulator) -> None:
    wrap(IamResponse, "get_policy_version", _encoded)


def _encoded(_: Any, self: IamResponse) -> ActionResult:
    backend: IAMBackend = self.backend
    found = backend.get_policy_version(self._get_param("PolicyArn"), self._get_param("VersionId"))
    answer: PolicyVersion = copy.copy(found)
    answer.document = quote(found.document, safe="")
    return ActionResult({"PolicyVersion": answer})
