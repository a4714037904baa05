"""GuardDuty: sample findings, made when asked for, told to EventBridge, and read back."""
from __future__ import annotations

import json
import uuid
from typing import Any, Dict, Tuple

from moto.core.exceptions import JsonRESTError
from moto.guardduty import urls
from moto.guardduty.models import Detector
from moto.guardduty.responses import GuardDutyResponse

from .. import ACCOUNT_ID
from ..eventbridge.announcing import announce
from ..extending import add, store
from ..functions.delivery import timestamp

# type -> severity, type of the resource, title; AWS has some hundred more
SAMPLES: Dict[str, Tuple[float, str, str]] = {
    "AttackSequence:S3/CompromisedData": (9.0, "S3Bucket", "Potential data compromise of one or more S3 buckets"),
    "CryptoCurrency:EC2/BitcoinTool.B!DNS": (8.0, "Instance", "Bitcoin-related domain name queried by an EC2 instance"),
    "Policy:S3/BucketAnonymousAccessGranted": (8.0, "S3Bucket", "An S3 bucket was made publicly accessible"),
    "Recon:IAMUser/MaliciousIPCaller": (5.0, "AccessKey", "Reconnaissance API was invoked from a malicious IP address"),
    "Policy:IAMUser/RootCredentialUsage": (2.0, "AccessKey", "API was invoked using root credentials"),
    "Stealth:IAMUser/CloudTrailLoggingDisabled": (2.0, "AccessKey", "CloudTrail trail was disabled"),
}


def close() -> None:
    for path in ("findings", "findings/create", "findings/get"):
        urls.url_paths[f"{{0}}/detector/(?P<DetectorId>[^/]+)/{path}$"] = GuardDutyResponse.dispatch
    add(GuardDutyResponse, create_sample_findings, get_findings, list_findings)


def create_sample_findings(self: GuardDutyResponse) -> str:
    detector = _detector(self)
    asked = self._get_param("findingTypes") or list(SAMPLES)
    for kind in asked:
        if kind not in SAMPLES:
            raise JsonRESTError("BadRequestException", f"No sample of finding type {kind} is emulated; there are: "
                                f"{', '.join(SAMPLES)}")
    for kind in asked:
        finding = _sample(detector, self.region, kind)
        store(detector, "findings")[finding["id"]] = finding
        announce(self.region, "aws.guardduty", "GuardDuty Finding", finding)
    return json.dumps({})


def list_findings(self: GuardDutyResponse) -> str:
    """Of criteria and order it knows nothing: all, as they came."""
    return json.dumps({"findingIds": list(store(_detector(self), "findings"))})


def get_findings(self: GuardDutyResponse) -> str:
    kept = store(_detector(self), "findings")
    return json.dumps({"findings": [kept[each] for each in self._get_param("findingIds") if each in kept]})


def _detector(self: GuardDutyResponse) -> Detector:
    return self.guardduty_backend.get_detector(self._get_param("DetectorId"))


def _sample(detector: Detector, region: str, kind: str) -> Dict[str, Any]:
    severity, resource, title = SAMPLES[kind]
    finding_id, now = uuid.uuid4().hex, timestamp()
    return {
        "schemaVersion": "2.0", "accountId": ACCOUNT_ID, "region": region, "partition": "aws", "id": finding_id,
        "arn": f"arn:aws:guardduty:{region}:{ACCOUNT_ID}:detector/{detector.id}/finding/{finding_id}",
        "type": kind, "resource": {"resourceType": resource},
        "service": {"serviceName": "guardduty", "detectorId": detector.id, "resourceRole": "TARGET", "archived": False,
                    "additionalInfo": {"sample": True, "value": '{"sample":true}', "type": "default"}, "count": 1,
                    "eventFirstSeen": now, "eventLastSeen": now},
        "severity": severity, "createdAt": now, "updatedAt": now, "title": f"[SAMPLE] {title}.",
        "description": f"[SAMPLE] {title}."}
