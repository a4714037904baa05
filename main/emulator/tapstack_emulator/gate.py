"""Which requests reach what is not deployed: AWS's APIs and the emulator's own. No page of a browser's does.

A page on this machine's browser can send requests to loopback, and a name that leads there (DNS rebinding) makes it the
same origin. So whatever a browser says of where a request comes from, and the name it went to, must be in order.
"""
from __future__ import annotations

import json
import re
from typing import Callable, Dict, Iterable, Optional

from .emulator import log

# S3's control plane puts the account in front of the endpoint's host. AWS alone gives out names below its own.
HOST = re.compile(r"((\d{12}\.)?(127\.0\.0\.1|localhost)|[a-z0-9.-]+\.amazonaws\.com)(:\d+)?", re.IGNORECASE)
# A program sends none; `none` is what a person typed. A page on another port of loopback is `same-site`.
SITES = (None, "none", "same-origin")


def refusal(environ: Dict[str, str]) -> Optional[str]:
    """Why a request may not pass; None where it may."""
    host, site = environ.get("HTTP_HOST", ""), environ.get("HTTP_SEC_FETCH_SITE")
    if not HOST.fullmatch(host):
        return f"Host must be 127.0.0.1, localhost or a name of AWS's, got {host!r}"
    if "HTTP_ORIGIN" in environ:
        return f"pages may not call this, got Origin {environ['HTTP_ORIGIN']!r}"
    if site not in SITES:
        return f"pages may not call this, got Sec-Fetch-Site {site!r}"
    return None


def refuse(reason: str, environ: Dict[str, str], start_response: Callable) -> Iterable[bytes]:
    log.warning("refused %s %s: %s", environ["REQUEST_METHOD"], environ["PATH_INFO"], reason)
    body = json.dumps({"message": reason}).encode()
    start_response("403 Forbidden", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
