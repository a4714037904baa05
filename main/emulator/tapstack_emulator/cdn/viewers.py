"""What a behaviour lets viewers do."""
from __future__ import annotations

from typing import Any, Dict

from ..gateway.request import MAX_BODY, Request
from .answers import Refusal

# On loopback all comes without TLS; it counts as HTTPS unless the client says otherwise.
VIEWER_PROTOCOL = "X-Forwarded-Proto"


def protocol_of(request: Request) -> str:
    return "http" if (request.header(VIEWER_PROTOCOL) or "").lower() == "http" else "https"


def check(behavior: Dict[str, Any], request: Request, host: str) -> None:
    policy = behavior["ViewerProtocolPolicy"]
    if protocol_of(request) == "http" and policy == "https-only":
        raise Refusal(403, "This distribution is not configured to allow HTTP requests.")
    if protocol_of(request) == "http" and policy == "redirect-to-https":
        query = f"?{request.query}" if request.query else ""
        raise Refusal(301 if request.method in ("GET", "HEAD") else 307, "Moved to HTTPS.",
                      [("Location", f"https://{host}{request.path}{query}")])
    if request.method not in behavior["AllowedMethods"]["Items"]:
        raise Refusal(403, "This distribution is not configured to allow the HTTP request method that was used for "
                           "this request.")
    if request.method == "GET" and request.body:
        raise Refusal(403, "A GET request must have no body.")
    if request.too_large:
        raise Refusal(413, f"The body is larger than {MAX_BODY} bytes.")
