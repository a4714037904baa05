"""What of a viewer's request goes on to the origin, by CloudFront's managed policies.

https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict

from .answers import Problem

# id -> whether answers are asked for, and made, compressed
CACHE = {
    "658327ea-f89d-4fab-a63d-7e88639e58f6": True,  # CachingOptimized
    "b2884449-e4de-46a7-ac36-70bc7f1ddd6d": False,  # CachingOptimizedForUncompressedObjects
    "4135ea2d-6df8-44a3-9df3-4b5a84be39ad": False,  # CachingDisabled
}


@dataclass(frozen=True)
class OriginRequest:
    """What goes on beside what always does."""

    viewer: bool  # headers, cookies and query string
    host: bool


ORIGIN_REQUEST = {
    "": OriginRequest(viewer=False, host=False),
    "216adef6-5c7f-47e4-b989-5492eafa07d3": OriginRequest(viewer=True, host=True),  # AllViewer
    "b689b0a8-53d0-40ab-baf2-68738e2966ac": OriginRequest(viewer=True, host=False),  # AllViewerExceptHostHeader
}


def compresses(behavior: Dict[str, Any]) -> bool:
    return bool(_known(CACHE, "cache", behavior.get("CachePolicyId") or "") and behavior["Compress"])


def origin_request(behavior: Dict[str, Any]) -> OriginRequest:
    return _known(ORIGIN_REQUEST, "origin request", behavior.get("OriginRequestPolicyId") or "")


def _known(policies: Dict[str, Any], kind: str, policy_id: str) -> Any:
    if policy_id not in policies:
        raise Problem(500, f"The {kind} policy {policy_id or '(none, but forwarded values)'} is not emulated.")
    return policies[policy_id]
