"""What a response headers policy does to an answer: takes away, adds, and replaces where it is to override."""
from __future__ import annotations

from typing import Any, Dict, Iterator, Tuple

from ..loadbalancers.messages import Headers, value_of, without


def applied(config: Dict[str, Any], headers: Headers) -> Headers:
    """`config` is a ResponseHeadersPolicyConfig."""
    removed = (config.get("RemoveHeadersConfig") or {}).get("Items") or []
    headers = without(headers, *(item["Header"].lower() for item in removed))
    for name, value, override in _set(config):
        if override:
            headers = without(headers, name.lower())
        if value_of(headers, name.lower()) is None:
            headers = headers + [(name, value)]
    return headers


def _set(config: Dict[str, Any]) -> Iterator[Tuple[str, str, bool]]:
    """(name, value, whether over what the origin says)."""
    security = config.get("SecurityHeadersConfig") or {}
    for part, name, value in (
            ("StrictTransportSecurity", "Strict-Transport-Security", _transport),
            ("ContentSecurityPolicy", "Content-Security-Policy", lambda it: it["ContentSecurityPolicy"]),
            ("ContentTypeOptions", "X-Content-Type-Options", lambda _: "nosniff"),
            ("FrameOptions", "X-Frame-Options", lambda it: it["FrameOption"]),
            ("ReferrerPolicy", "Referrer-Policy", lambda it: it["ReferrerPolicy"]),
            ("XSSProtection", "X-XSS-Protection", _scripting)):
        if security.get(part):
            yield name, value(security[part]), security[part]["Override"]
    for item in (config.get("CustomHeadersConfig") or {}).get("Items") or []:
        yield item["Header"], item["Value"], item["Override"]


def _transport(item: Dict[str, Any]) -> str:
    return (f"max-age={item['AccessControlMaxAgeSec']}" + ("; includeSubDomains" if item.get("IncludeSubdomains") else "")
            + ("; preload" if item.get("Preload") else ""))


def _scripting(item: Dict[str, Any]) -> str:
    if not item["Protection"]:
        return "0"
    return "1" + ("; mode=block" if item.get("ModeBlock") else "") + (
        f"; report={item['ReportUri']}" if item.get("ReportUri") else "")
