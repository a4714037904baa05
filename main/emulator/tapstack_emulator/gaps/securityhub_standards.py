"""Security Hub: the standards there are, and those that the account has enabled.

Enabled, a standard is PENDING for a while (minutes at AWS: hashicorp/terraform-provider-aws#42688) and cannot be disabled
meanwhile (aws-samples/aws-control-tower-securityhub-enabler#18); without a running recorder of AWS Config it ends
INCOMPLETE, and stays so (API reference, StandardsStatusReason; awslabs/aws-securityhub-multiaccount-scripts#54).
"""
from __future__ import annotations

import json
import time
from typing import Any, Dict, List

from moto.config.models import config_backends
from moto.securityhub.exceptions import SecurityHubClientError
from moto.securityhub.models import SecurityHubBackend
from moto.securityhub.responses import SecurityHubResponse

from ..extending import add, store
from .securityhub_check import enabled

NAMES = {
    "ruleset/cis-aws-foundations-benchmark/v/1.2.0": "CIS AWS Foundations Benchmark v1.2.0",
    "standards/aws-foundational-security-best-practices/v/1.0.0": "AWS Foundational Security Best Practices v1.0.0",
    "standards/aws-resource-tagging-standard/v/1.0.0": "AWS Resource Tagging Standard v1.0.0",
    "standards/cis-aws-foundations-benchmark/v/1.4.0": "CIS AWS Foundations Benchmark v1.4.0",
    "standards/cis-aws-foundations-benchmark/v/3.0.0": "CIS AWS Foundations Benchmark v3.0.0",
    "standards/cis-aws-foundations-benchmark/v/5.0.0": "CIS AWS Foundations Benchmark v5.0.0",
    "standards/nist-800-171/v/2.0.0": "NIST Special Publication 800-171 Revision 2",
    "standards/nist-800-53/v/5.0.0": "NIST Special Publication 800-53 Revision 5",
    "standards/pci-dss/v/3.2.1": "PCI DSS v3.2.1",
    "standards/pci-dss/v/4.0.1": "PCI DSS v4.0.1",
}
READY_AT = "ready at"
PENDING_SECONDS = 3
DEFAULT = ("standards/aws-foundational-security-best-practices/v/1.0.0",
           "ruleset/cis-aws-foundations-benchmark/v/1.2.0")


def close() -> None:
    add(SecurityHubResponse, batch_disable_standards, batch_enable_standards, describe_standards, get_enabled_standards)


def forget(backend: SecurityHubBackend) -> None:
    store(backend, "standards").clear()


def enable(backend: SecurityHubBackend, standard: str, standards_input: Dict[str, str]) -> Dict[str, Any]:
    """`standard` is a key of NAMES; the subscription's ARN says `subscription` in the place of the first word."""
    arn = _arn(backend, "subscription" + standard[standard.index("/"):])
    kept = store(backend, "standards").setdefault(arn, {
        "StandardsSubscriptionArn": arn, "StandardsArn": _standard_arn(backend, standard),
        "StandardsInput": standards_input, "StandardsControlsUpdatable": "READY_FOR_UPDATES",
        READY_AT: time.monotonic() + PENDING_SECONDS, **_end(backend)})
    return _shown(kept)


def _end(backend: SecurityHubBackend) -> Dict[str, Any]:
    """The status after PENDING."""
    recorders = config_backends[backend.account_id][backend.region_name].recorders.values()
    if any(recorder.status.recording for recorder in recorders):
        return {"StandardsStatus": "READY"}
    return {"StandardsStatus": "INCOMPLETE",
            "StandardsStatusReason": {"StatusReasonCode": "NO_AVAILABLE_CONFIGURATION_RECORDER"}}


def _shown(kept: Dict[str, Any]) -> Dict[str, Any]:
    shown = {name: value for name, value in kept.items() if name != READY_AT}
    if _is_pending(kept):
        shown.pop("StandardsStatusReason", None)
        shown["StandardsStatus"] = "PENDING"
    return shown


def _is_pending(kept: Dict[str, Any]) -> bool:
    return kept[READY_AT] > time.monotonic()


def describe_standards(self: SecurityHubResponse) -> str:
    backend = self.securityhub_backend
    return json.dumps({"Standards": [
        {"StandardsArn": _standard_arn(backend, standard), "Name": name, "Description": name,
         "EnabledByDefault": standard in DEFAULT} for standard, name in NAMES.items()]})


def batch_enable_standards(self: SecurityHubResponse) -> str:
    backend = enabled(self)
    known = {_standard_arn(backend, standard): standard for standard in NAMES}
    asked = json.loads(self.body)["StandardsSubscriptionRequests"]
    for request in asked:
        if request["StandardsArn"] not in known:
            raise SecurityHubClientError("InvalidInputException", f"Invalid standards ARN {request['StandardsArn']}; "
                                         f"there are: {', '.join(sorted(known))}")
    made = [enable(backend, known[request["StandardsArn"]], request.get("StandardsInput", {})) for request in asked]
    return json.dumps({"StandardsSubscriptions": made})


def get_enabled_standards(self: SecurityHubResponse) -> str:
    kept = store(enabled(self), "standards")
    asked = json.loads(self.body or "{}").get("StandardsSubscriptionArns") or list(kept)
    return json.dumps({"StandardsSubscriptions": [_shown(kept[arn]) for arn in asked if arn in kept]})


def batch_disable_standards(self: SecurityHubResponse) -> str:
    kept = store(enabled(self), "standards")
    asked: List[str] = json.loads(self.body)["StandardsSubscriptionArns"]
    for arn in asked:
        if arn in kept and _is_pending(kept[arn]):
            raise SecurityHubClientError("InvalidInputException", f"{arn} is PENDING and cannot be disabled yet")
    removed = [_shown(kept.pop(arn)) for arn in asked if arn in kept]
    return json.dumps({"StandardsSubscriptions": [{**each, "StandardsStatus": "DELETING"} for each in removed]})


def _standard_arn(backend: SecurityHubBackend, standard: str) -> str:
    """They belong to no account; the oldest one to no region either."""
    region = "" if standard.startswith("ruleset/") else backend.region_name
    return f"arn:aws:securityhub:{region}::{standard}"


def _arn(backend: SecurityHubBackend, resource: str) -> str:
    return f"arn:aws:securityhub:{backend.region_name}:{backend.account_id}:{resource}"
