"""The load balancer's own answers."""
from __future__ import annotations

import re
from typing import Any, Dict

from ..gateway.request import Answer, Request

SERVER = ("Server", "awselb/2.0")
REASONS = {400: "Bad Request", 413: "Request Entity Too Large", 500: "Internal Server Error", 502: "Bad Gateway",
           503: "Service Temporarily Unavailable", 504: "Gateway Time-out"}
PLACEHOLDER = re.compile(r"#\{(protocol|host|port|path|query)\}")


class Problem(Exception):
    """The request ends here, with this status."""

    def __init__(self, status: int, why: str):
        super().__init__(why)
        self.status = status


def page(status: int) -> Answer:
    title = f"{status} {REASONS[status]}"
    body = (f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n"
            "</body>\r\n</html>\r\n")
    return Answer(status, body.encode(), [SERVER, ("Content-Type", "text/html")])


def fixed(config: Dict[str, Any]) -> Answer:
    content_type = config.get("ContentType") or "text/plain"
    return Answer(int(config["StatusCode"]), (config.get("MessageBody") or "").encode(),
                  [SERVER, ("Content-Type", f"{content_type}; charset=utf-8")])


def redirect(config: Dict[str, Any], listener: Any, request: Request) -> Answer:
    """What is not configured stays as it was asked for."""
    have = {"protocol": listener.protocol.lower(), "host": (request.header("host") or "").partition(":")[0],
            "port": str(listener.port), "path": request.path.lstrip("/"), "query": request.query}

    def part(name: str, default: str) -> str:
        return PLACEHOLDER.sub(lambda match: have[match.group(1)], config.get(name) or default)

    query = part("Query", "#{query}")
    location = (f"{part('Protocol', '#{protocol}').lower()}://{part('Host', '#{host}')}:{part('Port', '#{port}')}"
                f"{part('Path', '/#{path}')}{'?' + query if query else ''}")
    status = int(config["StatusCode"].rpartition("_")[2])
    return Answer(status, b"", [SERVER, ("Location", location)])
