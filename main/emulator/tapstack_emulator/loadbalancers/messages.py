"""What every hop of HTTP does: headers for one connection stay behind, and an answer has the body its status allows."""
from __future__ import annotations

import http.client
from dataclasses import replace
from typing import Callable, Iterable, List, Optional, Tuple

from ..gateway.request import Answer, Request

Headers = List[Tuple[str, str]]

HOP_BY_HOP = frozenset(("connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te",
                        "trailer", "transfer-encoding", "upgrade"))
BODILESS = (204, 304)


def end_to_end(headers: Headers) -> Headers:
    """Without those that are for one connection: the known ones, and those that Connection names."""
    named = {part.strip().lower() for name, value in headers if name.lower() == "connection" for part in value.split(",")}
    return without(headers, *HOP_BY_HOP, *named)


def without(headers: Headers, *names: str) -> Headers:
    """`names` in lower case."""
    return [(name, value) for name, value in headers if name.lower() not in names]


def value_of(headers: Headers, name: str) -> Optional[str]:
    """The first value; `name` in lower case."""
    return next((value for each, value in headers if each.lower() == name), None)


def for_host(request: Request, host: str) -> Request:
    """The request as it would have come to this name."""
    return replace(request, headers=[("Host", host), *without(request.headers, "host")])


def send(answer: Answer, method: str, start_response: Callable) -> Iterable[bytes]:
    """An answer to HEAD keeps the length that its body would have."""
    announced = value_of(answer.headers, "content-length")
    headers = without(answer.headers, "content-length", "date")
    body = b"" if answer.status in BODILESS or method == "HEAD" else answer.body
    if answer.status not in BODILESS:
        length = announced if method == "HEAD" and not answer.body and announced else str(len(answer.body))
        headers.append(("Content-Length", length))
    start_response(f"{answer.status} {http.client.responses.get(answer.status, 'Unknown')}", headers)
    return [body]
