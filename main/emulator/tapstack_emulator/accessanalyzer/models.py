"""The analyzers of an account and region."""
from __future__ import annotations

from typing import Any, Dict

from moto.core.base_backend import BackendDict, BaseBackend
from moto.core.exceptions import JsonRESTError

from ..functions.delivery import timestamp

# AWS's quota for each of a region's analyzers of these types
AT_MOST_ONE = ("ACCOUNT", "ACCOUNT_UNUSED_ACCESS")


class AccessAnalyzerBackend(BaseBackend):
    def __init__(self, region_name: str, account_id: str):
        super().__init__(region_name, account_id)
        self.analyzers: Dict[str, Dict[str, Any]] = {}

    def create(self, asked: Dict[str, Any]) -> Dict[str, Any]:
        name, kind = asked["analyzerName"], asked["type"]
        if name in self.analyzers:
            raise _problem(409, "ConflictException", f"Analyzer with name {name} already exists.")
        if kind in AT_MOST_ONE and any(each["type"] == kind for each in self.analyzers.values()):
            raise _problem(402, "ServiceQuotaExceededException", f"There is an analyzer of type {kind} already.")
        self.analyzers[name] = {
            "name": name, "type": kind, "status": "ACTIVE", "tags": asked.get("tags") or {}, "createdAt": timestamp(),
            "arn": f"arn:aws:access-analyzer:{self.region_name}:{self.account_id}:analyzer/{name}",
            **({"configuration": asked["configuration"]} if asked.get("configuration") else {})}
        return self.analyzers[name]

    def get(self, name: str) -> Dict[str, Any]:
        if name not in self.analyzers:
            raise _problem(404, "ResourceNotFoundException", f"Analyzer {name} does not exist.")
        return self.analyzers[name]

    def by_arn(self, arn: str) -> Dict[str, Any]:
        return self.get(arn.rpartition("/")[2])

    def delete(self, name: str) -> None:
        del self.analyzers[self.get(name)["name"]]


def _problem(status: int, code: str, message: str) -> JsonRESTError:
    problem = JsonRESTError(code, message)
    problem.code = status
    return problem


accessanalyzer_backends = BackendDict(AccessAnalyzerBackend, "accessanalyzer")
