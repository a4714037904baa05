"""GuardDuty: one detector an account and region, its features one by one, its tags."""
from __future__ import annotations

import json
import time
from typing import Any, Dict, List, Optional

from moto.core.exceptions import JsonRESTError
from moto.guardduty import urls
from moto.guardduty.models import Detector, GuardDutyBackend
from moto.guardduty.responses import GuardDutyResponse

from ..emulator import Emulator
from ..extending import add, wrap
from . import guardduty_findings

ALWAYS = ("CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS")
# of a new detector, when the request says nothing else of them
AT_FIRST = {**dict.fromkeys((*ALWAYS, "S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS",
                             "LAMBDA_NETWORK_LOGS"), "ENABLED"), "RUNTIME_MONITORING": "DISABLED"}
TAGS = "{0}/tags/(?P<ResourceArn>.+)$"


def close(_: Emulator) -> None:
    wrap(GuardDutyBackend, "create_detector", _one_detector)
    wrap(Detector, "__init__", _with_features)
    wrap(Detector, "update", _update)
    urls.url_paths[TAGS] = GuardDutyResponse.dispatch
    add(GuardDutyResponse, list_tags_for_resource, tag_resource, untag_resource)
    guardduty_findings.close()


def _one_detector(original: Any, self: GuardDutyBackend, *given: Any, **named: Any) -> str:
    if self.detectors:
        raise JsonRESTError("BadRequestException",
                            "The request is rejected because a detector already exists for the current account.")
    return original(self, *given, **named)


def _with_features(original: Any, self: Detector, **named: Any) -> None:
    asked = named.pop("features", None)
    original(self, **named, features=[])
    self.features = [_feature({"name": name, "status": status}, None) for name, status in AT_FIRST.items()]
    _set_features(self, asked)


def _update(original: Any, self: Detector, enable: Any, frequency: Any, data_sources: Any,
            features: Optional[List[dict]]) -> None:
    original(self, enable, frequency, data_sources, None)
    _set_features(self, features)


def _set_features(detector: Detector, asked: Optional[List[dict]]) -> None:
    """Those that a request does not name stay as they are."""
    kept = {feature["name"]: feature for feature in detector.features}
    for feature in asked or []:
        kept[feature["name"]] = _feature(feature, kept.get(feature["name"]))
    detector.features = list(kept.values())


def _feature(asked: Dict[str, Any], before: Optional[Dict[str, Any]]) -> Dict[str, Any]:
    parts = {part["name"]: part for part in (before or {}).get("additionalConfiguration", [])}
    parts.update({part["name"]: {**part, "updatedAt": time.time()}
                  for part in asked.get("additionalConfiguration") or []})
    return {"name": asked["name"], "status": asked["status"], "updatedAt": time.time(),
            "additionalConfiguration": list(parts.values())}


def list_tags_for_resource(self: GuardDutyResponse) -> str:
    return json.dumps({"tags": _detector(self).tags})


def tag_resource(self: GuardDutyResponse) -> str:
    _detector(self).tags.update(self._get_param("tags"))
    return json.dumps({})


def untag_resource(self: GuardDutyResponse) -> str:
    for key in self.querystring.get("tagKeys", []):
        _detector(self).tags.pop(key, None)
    return json.dumps({})


def _detector(self: GuardDutyResponse) -> Detector:
    return self.guardduty_backend.get_detector(self._get_param("ResourceArn").rpartition("/")[2])
