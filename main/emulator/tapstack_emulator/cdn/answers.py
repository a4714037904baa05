"""CloudFront's own answers, and those that end a request."""
from __future__ import annotations

from html import escape

from ..gateway.request import Answer
from ..loadbalancers.messages import Headers

SERVER = ("Server", "CloudFront")


class Problem(Exception):
    """The origin cannot be asked: an error that may have a page of the distribution's own."""

    def __init__(self, status: int, why: str):
        super().__init__(why)
        self.status = status


class Refusal(Exception):
    """CloudFront answers itself, whatever pages the distribution has for errors."""

    def __init__(self, status: int, why: str, headers: Headers = ()):  # type: ignore[assignment]
        super().__init__(why)
        self.status = status
        self.headers = list(headers)


def page(status: int, why: str) -> Answer:
    title = f"{status} ERROR"
    body = (f"<!DOCTYPE html>\n<html><head><title>ERROR: The request could not be satisfied</title></head><body>\n"
            f"<h1>{title}</h1>\n<h2>The request could not be satisfied.</h2>\n<p>{escape(why)}</p>\n</body></html>\n")
    return Answer(status, body.encode(), [SERVER, ("Content-Type", "text/html")])
