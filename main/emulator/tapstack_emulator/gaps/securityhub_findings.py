"""Security Hub: a finding that is imported or updated is told to EventBridge, one event each."""
from __future__ import annotations

import json
from typing import Any, Dict, List

from moto.securityhub.models import Finding, SecurityHubBackend
from moto.securityhub.responses import SecurityHubResponse

from ..eventbridge.announcing import announce
from ..extending import add, wrap
from ..functions.delivery import timestamp
from .securityhub_check import enabled

IMPORTED = "Security Hub Findings - Imported"
# what a person or a ticket system may change
UPDATABLE = ("Note", "Severity", "VerificationState", "Confidence", "Criticality", "Types", "UserDefinedFields",
             "Workflow", "RelatedFindings")


def close() -> None:
    wrap(SecurityHubResponse, "batch_import_findings", _import)
    add(SecurityHubResponse, batch_update_findings)


def _import(original: Any, self: SecurityHubResponse) -> str:
    backend = enabled(self)
    answer = original(self)
    refused = {finding["Id"] for finding in json.loads(answer)["FailedFindings"]}
    for given in json.loads(self.body)["Findings"]:
        if given["Id"] not in refused:
            finding = next(each for each in backend.findings if each.id == given["Id"])
            _complete(backend, finding.data)
            _announce(backend, finding)
    return answer


def batch_update_findings(self: SecurityHubResponse) -> str:
    backend = enabled(self)
    asked = json.loads(self.body)
    changes = {name: asked[name] for name in UPDATABLE if name in asked}
    processed: List[dict] = []
    unprocessed: List[dict] = []
    for identifier in asked["FindingIdentifiers"]:
        found = [each for each in backend.findings
                 if (each.id, each.data["ProductArn"]) == (identifier["Id"], identifier["ProductArn"])]
        if not found:
            unprocessed.append({"FindingIdentifier": identifier, "ErrorCode": "FindingNotFound",
                                "ErrorMessage": "The finding does not exist."})
            continue
        found[0].data.update(changes)
        _announce(backend, found[0])
        processed.append(identifier)
    return json.dumps({"ProcessedFindings": processed, "UnprocessedFindings": unprocessed})


def _complete(backend: SecurityHubBackend, finding: Dict[str, Any]) -> None:
    """What Security Hub adds; an update by the finding's provider leaves the workflow as it is."""
    finding.setdefault("Workflow", {"Status": "NEW"})
    finding.setdefault("WorkflowState", "NEW")
    finding.setdefault("RecordState", "ACTIVE")
    finding.update({"Region": backend.region_name, "ProcessedAt": timestamp()})


def _announce(backend: SecurityHubBackend, finding: Finding) -> None:
    announce(backend.region_name, "aws.securityhub", IMPORTED, {"findings": [finding.data]},
             [f"{finding.data['ProductArn']}/{finding.id}"])
