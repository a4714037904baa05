"""An object of S3's as HTTP gives it: whole, in part, or not again."""
from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from typing import Any, List, Optional

from ..gateway.request import Answer, Request
from ..loadbalancers.messages import Headers, without

RANGE = re.compile(r"bytes=(\d*)-(\d*)")
NOT_AGAIN = ("content-length", "content-type", "content-encoding", "content-language", "content-disposition")


def answer(key: Any, request: Request) -> Answer:
    """`key` is moto's object."""
    body = key.value
    headers = [("Server", "AmazonS3"), ("Accept-Ranges", "bytes"),
               *((_spelled(name), str(value)) for name, value in {**key.metadata, **key.response_dict}.items())]
    if _fails(key, request):
        return Answer(412, b"", [("Server", "AmazonS3")])
    if _known_to_viewer(key, request):
        return Answer(304, b"", without(headers, *NOT_AGAIN))
    return _part(body, headers, key, request)


def _fails(key: Any, request: Request) -> bool:
    wanted, since = request.header("if-match"), _moment(request.header("if-unmodified-since"))
    if wanted is not None:
        return key.etag not in _tags(wanted) and wanted.strip() != "*"
    return since is not None and _modified(key) > since


def _known_to_viewer(key: Any, request: Request) -> bool:
    known, since = request.header("if-none-match"), _moment(request.header("if-modified-since"))
    if known is not None:
        return key.etag in _tags(known) or known.strip() == "*"
    return since is not None and _modified(key) <= since


def _part(body: bytes, headers: Headers, key: Any, request: Request) -> Answer:
    asked = RANGE.fullmatch(request.header("range") or "")
    only_if = request.header("if-range")
    if asked is None or asked.group(0) == "bytes=-" or only_if not in (None, key.etag, key.last_modified_RFC1123):
        return Answer(200, body, headers)
    first, last = asked.groups()
    begin = int(first) if first else max(len(body) - int(last), 0)
    end = min(int(last), len(body) - 1) if first and last else len(body) - 1
    if begin > end:
        unsatisfied = ("Content-Range", f"bytes */{len(body)}")
        return Answer(416, b"", [("Server", "AmazonS3"), unsatisfied])
    part = ("Content-Range", f"bytes {begin}-{end}/{len(body)}")
    return Answer(206, body[begin:end + 1], without(headers, "content-length") + [part])


def _tags(value: str) -> List[str]:
    """Compared weakly: what CloudFront compressed it told the viewer with W/."""
    return [tag.strip()[2:] if tag.strip().startswith("W/") else tag.strip() for tag in value.split(",")]


def _moment(value: Optional[str]) -> Optional[float]:
    try:
        return parsedate_to_datetime(value).timestamp() if value else None
    except ValueError:
        return None


def _modified(key: Any) -> float:
    return parsedate_to_datetime(key.last_modified_RFC1123).timestamp()


def _spelled(name: str) -> str:
    return name if name.startswith("x-amz-") else "ETag" if name.lower() == "etag" else name.title()
