"""One connection with one request, from the request line to the answer."""
from __future__ import annotations

import json
import logging
from typing import Any, Callable, Iterable, Optional

from werkzeug.serving import WSGIRequestHandler

from ..emulator import log
from .body import Body
from .deadlines import Deadlines
from .malformed import Malformed, problem_of

HEADER_SECONDS = 10
BODY_SECONDS = 60
# What a client still sends after its answer has begun is read and forgotten, but not for ever.
AFTERWARDS_SECONDS = 2


class Handler(WSGIRequestHandler):
    """Keeps requests' lines in the emulator's log file, and headers as the client spelled them."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    # Head and body leave in one piece: Terraform's client closes now and then when it has a head only ("Connection:
    # close"), and repeats the call, which was done.
    wbufsize = 256 * 1024
    timeout = BODY_SECONDS  # for a client that reads nothing of its answer
    deadlines: Deadlines

    def setup(self) -> None:
        super().setup()
        self.deadlines.begin(self.connection, HEADER_SECONDS)

    def finish(self) -> None:
        self.deadlines.end(self.connection)
        super().finish()

    def parse_request(self) -> bool:
        source, self.rfile = self.rfile, _Lines(self.rfile)
        try:
            parsed = super().parse_request()
            complete = self.rfile.last in (b"\r\n", b"\n")
        finally:
            self.rfile = source
        in_time = self.deadlines.end(self.connection)
        if parsed and not complete:
            self.send_error(400 if in_time else 408, "the headers do not end")
        return parsed and complete

    def handle_expect_100(self) -> bool:
        go_on = super().handle_expect_100()
        self.wfile.flush()
        return go_on

    def run_wsgi(self) -> None:
        problem = problem_of(self.headers)
        if problem is not None:
            self.send_error(*problem)
            return
        try:
            super().run_wsgi()
        except ValueError as wrong:  # a target that is no URL
            self.send_error(400, str(wrong))

    def make_environ(self) -> dict:
        environ = super().make_environ()
        environ["emulator.headers"] = list(self.headers.items())
        length = None if environ.get("wsgi.input_terminated") else int(environ.get("CONTENT_LENGTH") or 0)
        environ["wsgi.input"] = Body(environ["wsgi.input"], length,
                                     lambda: self.deadlines.begin(self.connection, BODY_SECONDS),
                                     lambda: self.deadlines.end(self.connection))
        return environ

    def send_response(self, code: int, message: Optional[str] = None) -> None:
        self.deadlines.begin(self.connection, AFTERWARDS_SECONDS)
        self.log_request(code)
        self.send_response_only(code, message)  # not Server: that is for the emulated service to say
        self.send_header("Date", self.date_time_string())

    def send_error(self, code: int, message: Optional[str] = None, explain: Optional[str] = None) -> None:
        log.info("refused a request from port %s: %d %s", self.client_address[1], code, message)
        body = _refusal(message)
        self.close_connection = True
        self.request_version = self.protocol_version  # what the client's was may not be known
        self.send_response(code)
        for name, value in (*_headers(body), ("Connection", "close")):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: object = "-", size: object = "-") -> None:
        log.debug("%r %s", self.requestline, code)

    def log(self, type: str, message: str, *args: Any) -> None:
        log.log(logging.DEBUG if type == "info" else logging.ERROR, "%s", message % args if args else message)


class _Lines:
    """Remembers the last line that was read: headers that end in the middle look as if they were whole."""

    def __init__(self, source: Any):
        self._source = source
        self.last = b""

    def readline(self, *limit: int) -> bytes:
        self.last = self._source.readline(*limit)
        return self.last


def refusing_malformed(application: Callable) -> Callable:
    """The WSGI application, with an answer for bodies that turn out to be wrong."""
    def guarded(environ: dict, start_response: Callable) -> Iterable[bytes]:
        try:
            return application(environ, start_response)
        except Malformed as problem:
            log.info("refused %s %s: %s", environ["REQUEST_METHOD"], environ["PATH_INFO"], problem)
            body = _refusal(str(problem))
            start_response(f"{problem.status} Bad Request", _headers(body))
            return [body]
    return guarded


def _refusal(message: Optional[str]) -> bytes:
    return json.dumps({"message": f"Bad Request: {message}"}).encode()


def _headers(body: bytes) -> "list[tuple[str, str]]":
    return [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
