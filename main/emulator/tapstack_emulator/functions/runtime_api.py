"""AWS's Lambda Runtime API for one function process, below a secret path that only the process is told.

AWS_LAMBDA_RUNTIME_API is 127.0.0.1:PORT/SECRET, and clients put http:// in front of it and the path behind.

    GET  /2018-06-01/runtime/invocation/next          the process asks for work
    POST /2018-06-01/runtime/invocation/ID/response   ... and answers
    POST /2018-06-01/runtime/invocation/ID/error      ... or fails
    POST /2018-06-01/runtime/init/error               it could not even begin
    GET  /2018-06-01/runtime/restore/next             SnapStart: the snapshot is taken, go on
"""
from __future__ import annotations

import hmac
import json
import queue
import secrets
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Optional


@dataclass(frozen=True)
class Work:
    request_id: str
    event: bytes
    function_arn: str
    timeout_seconds: float


@dataclass(frozen=True)
class Message:
    """What the process said: kind is 'started', 'response', 'error', 'init-error' or 'exit'."""

    kind: str
    body: bytes = b""
    request_id: str = ""


class RuntimeApi:
    def __init__(self, for_snapshot: bool = False) -> None:
        """With `for_snapshot` the process is ready where the snapshot would be taken, and is never restored."""
        self.for_snapshot = for_snapshot
        self.work: "queue.Queue[Optional[Work]]" = queue.Queue()
        self.said: "queue.Queue[Message]" = queue.Queue()
        self.ready = threading.Event()
        api = self

        class Handler(_Handler):
            runtime = api

        self.prefix = f"/{secrets.token_urlsafe(24)}/"
        self._server = _Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._server.server_port}{self.prefix}".rstrip("/")

    def close(self) -> None:
        self.work.put(None)  # ends the wait of a process that is no more
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A killed process leaves half a conversation; the sandbox hears of its end elsewhere."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # as in wire/handler.py
    runtime: RuntimeApi

    def log_message(self, *args: object) -> None:
        """The process's calls are no news."""

    def parse_request(self) -> bool:
        """Another process of this machine, a page in its browser: without the secret it gets no answer."""
        parsed = super().parse_request()
        if parsed and not hmac.compare_digest(self.path.encode()[:len(self.runtime.prefix)], self.runtime.prefix.encode()):
            self.close_connection = True
            self._answer(403)
            return False
        return parsed

    def do_GET(self) -> None:
        if self.path.endswith("/restore/next") and self.runtime.for_snapshot:
            self.runtime.ready.set()
            self.runtime.work.get()
            self.close_connection = True
        elif self.path.endswith("/restore/next"):
            self._answer(200)
        elif self.path.endswith("/invocation/next"):
            self.runtime.ready.set()
            self._hand_over(self.runtime.work.get())
        else:
            self._answer(404)

    def do_POST(self) -> None:
        body, parts = self._body(), self.path.strip("/").split("/")
        kind = {"response": "response", "error": "error"}.get(parts[-1])
        if parts[-2:] in (["init", "error"], ["restore", "error"]):
            self.runtime.said.put(Message("init-error", body))
        elif kind and len(parts) >= 2:
            self.runtime.said.put(Message(kind, body, request_id=parts[-2]))
        self._answer(202, b'{"status":"OK"}')

    def _hand_over(self, work: Optional[Work]) -> None:
        if work is None:
            self.close_connection = True
            return
        deadline = time.time() + work.timeout_seconds
        trace = f"Root=1-{int(time.time()):08x}-{work.request_id.replace('-', '')[:24]};Sampled=0"
        self.runtime.said.put(Message("started", request_id=work.request_id))
        self._answer(200, work.event, {
            "Lambda-Runtime-Aws-Request-Id": work.request_id,
            "Lambda-Runtime-Deadline-Ms": str(int(deadline * 1000)),
            "Lambda-Runtime-Invoked-Function-Arn": work.function_arn,
            "Lambda-Runtime-Trace-Id": trace,
        })

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        chunks = []
        while True:
            size = int(self.rfile.readline().split(b";")[0], 16)
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
            if not size:
                return b"".join(chunks)

    def _answer(self, status: int, body: bytes = b"{}", headers: Optional[dict] = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def error_of(body: bytes) -> bytes:
    """The error a process reported, or a made-up one where it reported none."""
    try:
        json.loads(body)
        return body
    except ValueError:
        return json.dumps({"errorType": "Runtime.Unknown", "errorMessage": body.decode(errors="replace")}).encode()
