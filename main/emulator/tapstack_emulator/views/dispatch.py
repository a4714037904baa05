"""Which endpoint a request below /_tapstack/ is for, and its answer as JSON."""
from __future__ import annotations

import http.client
import importlib
import json
from typing import Any, Callable, Dict, Iterable, List, Optional
from urllib.parse import parse_qs, unquote, urlsplit

from ..emulator import Emulator, log
from ..wire.malformed import Malformed
from .problem import Problem

PREFIX = "/_tapstack/"
MAX_BODY = 1024 * 1024
# (method, path) -> module and name of endpoint(emulator, path parts in braces, query, body)
ENDPOINTS = {
    ("GET", "health"): ("health", "show"),
    ("GET", "functions"): ("functions", "show"),
    ("GET", "instances"): ("instances", "show"),
    ("GET", "rules"): ("rules", "show"),
    ("POST", "rules/{}/{}/fire"): ("rules", "fire"),
    ("GET", "events"): ("events", "show"),
    ("GET", "mailbox"): ("mailbox", "show"),
    ("POST", "tables/{}/expire"): ("tables", "expire"),
    ("GET", "models"): ("models", "show"),
    ("GET", "iam/calls"): ("iam", "calls"),
    ("POST", "iam/credentials"): ("iam", "credentials"),
}


class Views:
    def __init__(self, emulator: Emulator):
        self._emulator = emulator

    def __call__(self, environ: Dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        try:
            status, content = 200, self._answer(environ)
        except Problem as problem:
            status, content = problem.status, {"message": str(problem)}
        except Malformed:
            raise
        except Exception as problem:
            log.exception("%s %s", environ["REQUEST_METHOD"], environ["PATH_INFO"])
            status, content = 500, {"message": f"{type(problem).__name__}: {problem}"}
        body = json.dumps(content, default=str).encode()
        start_response(f"{status} {http.client.responses[status]}",
                       [("Content-Type", "application/json"), ("Content-Length", str(len(body))),
                        ("Cache-Control", "no-store")])
        return [body]

    def _answer(self, environ: Dict[str, Any]) -> dict:
        asked = [unquote(part) for part in urlsplit(environ["REQUEST_URI"]).path[len(PREFIX):].strip("/").split("/")]
        allowed = []
        for (method, path), endpoint in ENDPOINTS.items():
            parts = _match(path.split("/"), asked)
            if parts is not None and method == environ["REQUEST_METHOD"]:
                module, name = endpoint
                show = getattr(importlib.import_module(f".{module}", __package__), name)  # loads services of moto's
                return show(self._emulator, parts, _query(environ), _json(_content(environ)))
            allowed += [method] if parts is not None else []
        if allowed:
            raise Problem(405, f"allowed here: {', '.join(allowed)}")
        raise Problem(404, f"endpoints: {', '.join(f'{method} {PREFIX}{path}' for method, path in ENDPOINTS)}")


def _match(path: List[str], asked: List[str]) -> Optional[List[str]]:
    if len(path) != len(asked) or any(part not in ("{}", given) for part, given in zip(path, asked)):
        return None
    return [given for part, given in zip(path, asked) if part == "{}"]


def _query(environ: Dict[str, Any]) -> Dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}


def _content(environ: Dict[str, Any]) -> bytes:
    size = int(environ.get("CONTENT_LENGTH") or 0)
    if size > MAX_BODY:
        raise Problem(413, f"the body must not exceed {MAX_BODY} bytes, got {size}")
    return environ["wsgi.input"].read(size)


def _json(content: bytes) -> Any:
    if not content:
        return None
    try:
        return json.loads(content)
    except ValueError as problem:
        raise Problem(400, f"the body is not JSON: {problem}") from None
