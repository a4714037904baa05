"""A viewer's request as the origin gets it.

https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
"""
from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict

from ..gateway.request import Request
from ..loadbalancers.messages import Headers, end_to_end, without
from . import policies
from .compression import accepts_gzip
from .viewers import VIEWER_PROTOCOL

ALWAYS = ("cache-control", "content-type", "date", "if-match", "if-modified-since", "if-none-match", "if-range",
          "if-unmodified-since", "pragma", "range", "via")
# CloudFront's own, or none of the origin's business.
NEVER = ("content-length", "expect", VIEWER_PROTOCOL.lower(), "x-amz-cf-id", "x-forwarded-for", "x-real-ip")
CONDITIONS = ("if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "range")


def made(request: Request, behavior: Dict[str, Any], origin: Dict[str, Any], own: Headers) -> Request:
    """`own` are the headers by which CloudFront names itself and the request."""
    policy = policies.origin_request(behavior)
    headers = [(name, value) for name, value in end_to_end(request.headers) if name.lower() not in NEVER
               and (policy.viewer or name.lower() in ALWAYS) and (policy.host or name.lower() != "host")]
    if not policy.host:
        headers.insert(0, ("Host", origin["DomainName"]))
    if not policy.viewer:
        headers.append(("User-Agent", "Amazon CloudFront"))
    if policies.compresses(behavior):
        headers = without(headers, "accept-encoding")
        headers += [("Accept-Encoding", "gzip")] if accepts_gzip(request) else []
    come = request.all_headers().get("x-forwarded-for", [])
    headers.append(("X-Forwarded-For", ", ".join([*come, request.source_ip])))
    for header in origin["CustomHeaders"].get("Items") or []:
        headers = without(headers, header["HeaderName"].lower()) + [(header["HeaderName"], header["HeaderValue"])]
    path = origin["OriginPath"] + request.path
    return replace(request, headers=headers + own, path=path, query=request.query if policy.viewer else "")


def for_error_page(request: Request, path: str) -> Request:
    return replace(request, method="GET", path=path, query="", body=b"", headers=without(request.headers, *CONDITIONS))
