"""What a load balancer does to a request's headers before it is passed on."""
from __future__ import annotations

import re
import secrets
import time
from typing import Any, Dict, Optional

from ..gateway.request import Request
from .messages import Headers, end_to_end, value_of, without

VALID_NAME = re.compile(r"[-A-Za-z0-9]+")
DROP_INVALID = "routing.http.drop_invalid_header_fields.enabled"
FORWARDED_FOR_MODE = "routing.http.xff_header_processing.mode"
TRACE = "X-Amzn-Trace-Id"
WITH_BODY = ("PATCH", "POST", "PUT")


def accepted(headers: Headers, attributes: Dict[str, Any]) -> Headers:
    """Without the names that are none, where the load balancer is to drop them."""
    if attributes[DROP_INVALID] != "true":
        return headers
    return [(name, value) for name, value in headers if VALID_NAME.fullmatch(name)]


def forwarded(request: Request, listener: Any, attributes: Dict[str, Any]) -> Headers:
    """The headers that the target gets."""
    come = ", ".join(request.all_headers().get("x-forwarded-for", []))
    addresses = {"append": f"{come}, {request.source_ip}" if come else request.source_ip,
                 "preserve": come, "remove": ""}[attributes[FORWARDED_FOR_MODE]]
    headers = without(end_to_end(request.headers), "x-forwarded-for", "x-forwarded-proto", "x-forwarded-port",
                      TRACE.lower(), "content-length", "expect")
    if addresses:
        headers.append(("X-Forwarded-For", addresses))
    headers += [("X-Forwarded-Proto", listener.protocol.lower()), ("X-Forwarded-Port", str(listener.port)),
                (TRACE, _trace(value_of(request.headers, TRACE.lower())))]
    if request.body or request.method in WITH_BODY:
        headers.append(("Content-Length", str(len(request.body))))
    return headers


def _trace(given: Optional[str]) -> str:
    """A root of its own, or itself in front of the root that came."""
    own = f"1-{int(time.time()):08x}-{secrets.token_hex(12)}"
    fields = [field for field in (given or "").split(";") if field and not field.startswith("Self=")]
    return ";".join([f"Self={own}" if any(field.startswith("Root=") for field in fields) else f"Root={own}", *fields])
