"""Passes a request on to a target, and its answer back."""
from __future__ import annotations

import http.client
import socket
from typing import Tuple

from ..gateway.request import MAX_BODY, Answer
from .answers import Problem
from .messages import Headers, end_to_end

CONNECT_SECONDS = 10


def ask(address: Tuple[str, int], method: str, target: str, headers: Headers, body: bytes, seconds: float) -> Answer:
    """`seconds` is how long the target may be silent. Raises Problem when there is no answer, or none that is HTTP."""
    connection = http.client.HTTPConnection(*address, timeout=min(CONNECT_SECONDS, seconds))
    try:
        connection.connect()
        connection.sock.settimeout(seconds)
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value)
        connection.endheaders(body or None)
        response = connection.getresponse()
        content = response.read(MAX_BODY + 1)
        if len(content) > MAX_BODY:
            raise Problem(502, f"the target's body is larger than {MAX_BODY} bytes")
        return Answer(response.status, content, end_to_end(response.getheaders()))
    except socket.timeout:
        raise Problem(504, f"the target did not answer within {seconds:g} s") from None
    except (http.client.InvalidURL, UnicodeEncodeError) as problem:
        raise Problem(400, f"the request cannot be passed on: {problem}") from None
    except (OSError, http.client.HTTPException) as problem:
        raise Problem(502, f"the target's answer: {type(problem).__name__}: {problem}") from None
    finally:
        connection.close()
