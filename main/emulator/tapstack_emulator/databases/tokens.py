"""Checks IAM database tokens for PostgreSQL.

PostgreSQL hands a password it must not judge itself to an LDAP server, as a simple bind. This one
understands nothing but that bind: the name is USER@INSTANCE, the password the token.
"""
from __future__ import annotations

import socketserver
import threading
from typing import Any, Callable, Tuple
from urllib.parse import parse_qs, urlsplit

from ..emulator import log
from ..iam import principals, sigv4
from ..iam.calls import Calls
from ..iam.enforcement import enforced
from ..options import Options

SEQUENCE, INTEGER, OCTETS, ENUMERATED = 0x30, 0x02, 0x04, 0x0A
BIND_REQUEST, BIND_RESPONSE, SIMPLE = 0x60, 0x61, 0x80
SUCCESS, INVALID_CREDENTIALS = 0, 49
CONNECT = "rds-db:connect"

Lookup = Callable[[str], Tuple[Any, Any]]  # instance identifier -> (moto's DBInstance, port)


class BadToken(Exception):
    """Why a token does not open the database."""


def check_token(token: str, user: str, instance: Any, port: int, options: Options, calls: Calls) -> None:
    """Raises BadToken or BadSignature unless the token is a good one of this user for this instance."""
    url = urlsplit(f"https://{token}")
    query = parse_qs(url.query)
    if query.get("Action") != ["connect"] or query.get("DBUser") != [user]:
        raise BadToken(f"not a connect token of user {user}")
    if url.hostname not in ("127.0.0.1", "localhost") or url.port != port:
        raise BadToken(f"made for {url.netloc}, not for port {port}")
    if not instance.enable_iam_database_authentication:
        raise BadToken("IAM authentication is off for this instance")
    request = sigv4.SignedRequest("GET", url.path or "/", url.query, {"host": url.netloc})
    signature = sigv4.parse(request)
    principal = principals.find(signature, options.root)
    sigv4.verify(signature, request, principal.secret)
    arn = f"arn:aws:rds-db:{instance.region}:{instance.account_id}:dbuser:{instance.dbi_resource_id}/{user}"
    if not enforced():
        return
    decision = principal.may(CONNECT, arn, {"aws:principalarn": principal.iam_arn})
    calls.add(principal.arn, CONNECT, arn, decision.allowed)
    if not decision.allowed:
        raise BadToken(f"{principal.arn} may not {CONNECT} to {arn}")


class TokenServer:
    def __init__(self, options: Options, calls: Calls, lookup: Lookup):
        class Handler(_BindHandler):
            pass

        Handler.options, Handler.calls, Handler.lookup = options, calls, staticmethod(lookup)
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        self.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, name="database-tokens", daemon=True).start()


class _BindHandler(socketserver.StreamRequestHandler):
    options: Options
    calls: Calls
    lookup: Lookup

    def handle(self) -> None:
        while True:
            try:
                kind, message = read_element(self.rfile)
                _, message_id, rest = element(message)
                operation, bind, _ = element(rest)
            except (EOFError, IndexError):
                return
            if kind != SEQUENCE or operation != BIND_REQUEST:
                return
            self.wfile.write(self._answer(message_id, bind))

    def _answer(self, message_id: bytes, bind: bytes) -> bytes:
        _, _, rest = element(bind)  # the protocol's version
        _, name, rest = element(rest)
        method, password, _ = element(rest)
        user, _, identifier = name.decode().rpartition("@")
        code = SUCCESS
        try:
            instance, port = self.lookup(identifier)
            if method != SIMPLE or instance is None:
                raise BadToken("no such instance")
            check_token(password.decode(), user, instance, port, self.options, self.calls)
        except (BadToken, sigv4.BadSignature, ValueError) as problem:
            log.warning("IAM token of %s for database %s refused: %s", user, identifier, problem)
            code = INVALID_CREDENTIALS
        except Exception:  # without an answer PostgreSQL would wait
            log.exception("IAM token of %s for database %s", user, identifier)
            code = INVALID_CREDENTIALS
        answer = encoded(ENUMERATED, bytes([code])) + encoded(OCTETS, b"") + encoded(OCTETS, b"")
        return encoded(SEQUENCE, encoded(INTEGER, message_id) + encoded(BIND_RESPONSE, answer))


# --- BER, as far as a simple bind needs it -------------------------------------------------

def element(data: bytes) -> Tuple[int, bytes, bytes]:
    """(tag, content, what follows)."""
    length, begin = data[1], 2
    if length & 0x80:
        begin += length & 0x7F
        length = int.from_bytes(data[2:begin], "big")
    return data[0], data[begin:begin + length], data[begin + length:]


def read_element(stream: Any) -> Tuple[int, bytes]:
    head = stream.read(2)
    if len(head) < 2:
        raise EOFError
    length = head[1]
    if length & 0x80:
        length = int.from_bytes(stream.read(length & 0x7F), "big")
    return head[0], stream.read(length)


def encoded(tag: int, content: bytes) -> bytes:
    if len(content) > 127:
        raise ValueError("answers are short")
    return bytes([tag, len(content)]) + content
