"""An HTTP request as it came over the wire, and an answer to one."""
from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, Iterable, List, Optional, Tuple
from urllib.parse import parse_qsl, unquote, urlsplit

MAX_BODY = 10 * 1024 * 1024


@dataclass(frozen=True)
class Request:
    method: str
    target: str  # path and query as sent
    path: str  # below the stage, still encoded
    query: str
    headers: List[Tuple[str, str]]
    body: bytes
    source_ip: str
    protocol: str = "HTTP/1.1"
    too_large: bool = False

    def header(self, name: str, default: Optional[str] = None) -> Optional[str]:
        """The last value of a header."""
        values = self.all_headers().get(name.lower())
        return values[-1] if values else default

    def all_headers(self) -> Dict[str, List[str]]:
        found: Dict[str, List[str]] = {}
        for name, value in self.headers:
            found.setdefault(name.lower(), []).append(value)
        return found

    def query_values(self) -> Dict[str, List[str]]:
        found: Dict[str, List[str]] = {}
        for name, value in parse_qsl(self.query, keep_blank_values=True):
            found.setdefault(name, []).append(value)
        return found

    def segments(self) -> List[str]:
        return [unquote(part) for part in self.path.strip("/").split("/")] if self.path.strip("/") else []


@dataclass
class Answer:
    status: int
    body: bytes = b""
    headers: List[Tuple[str, str]] = field(default_factory=list)

    def send(self, start_response: Callable) -> Iterable[bytes]:
        reason = http.client.responses.get(self.status, "Unknown")
        headers = [(name, value) for name, value in self.headers if name.lower() != "content-length"]
        if self.status != 204:
            headers.append(("Content-Length", str(len(self.body))))
        start_response(f"{self.status} {reason}", headers)
        return [self.body] if self.status != 204 else []


def from_environ(environ: Dict[str, Any], strip: str) -> Request:
    """`strip` is what precedes the path below the stage."""
    raw = urlsplit(environ["REQUEST_URI"])
    size = int(environ.get("CONTENT_LENGTH") or 0)
    too_large = size > MAX_BODY
    chunked = environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked"
    body = environ["wsgi.input"].read(MAX_BODY + 1 if chunked else 0 if too_large else size)
    return Request(
        method=environ["REQUEST_METHOD"],
        target=environ["REQUEST_URI"],
        path=raw.path[len(strip):] or "/",
        query=raw.query,
        headers=environ.get("emulator.headers") or headers_of(environ),
        body=body,
        source_ip=environ.get("REMOTE_ADDR", "127.0.0.1"),
        protocol=environ.get("SERVER_PROTOCOL", "HTTP/1.1"),
        too_large=too_large or len(body) > MAX_BODY,
    )


def headers_of(environ: Dict[str, Any]) -> List[Tuple[str, str]]:
    """WSGI's view of the headers, where the server keeps no better one."""
    found = [(key[5:].replace("_", "-").title(), value) for key, value in environ.items() if key.startswith("HTTP_")]
    return found + [(name, environ[key]) for name, key in (("Content-Type", "CONTENT_TYPE"),
                                                           ("Content-Length", "CONTENT_LENGTH")) if environ.get(key)]
