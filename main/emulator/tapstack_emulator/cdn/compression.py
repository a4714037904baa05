"""Compression on the way to the viewer: gzip, for what CloudFront compresses."""
from __future__ import annotations

import gzip

from ..gateway.request import Answer, Request
from ..loadbalancers.messages import value_of, without

SMALLEST, LARGEST = 1_000, 10_000_000  # bytes
STATUSES = (200, 403, 404)
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
KINDS = frozenset((
    "application/javascript", "application/json", "application/ld+json", "application/manifest+json",
    "application/rss+xml", "application/wasm", "application/x-javascript", "application/xhtml+xml", "application/xml",
    "font/otf", "font/ttf", "image/svg+xml", "text/css", "text/csv", "text/html", "text/javascript", "text/markdown",
    "text/plain", "text/richtext", "text/xml"))


def accepts_gzip(request: Request) -> bool:
    for offer in ",".join(request.all_headers().get("accept-encoding", [])).split(","):
        coding, _, parameters = offer.partition(";")
        if coding.strip().lower() in ("gzip", "*"):
            quality = parameters.replace(" ", "").lower()
            return not (quality.startswith("q=0") and quality.strip("q=0.") == "")
    return False


def compressed(answer: Answer, request: Request) -> Answer:
    kind = (value_of(answer.headers, "content-type") or "").split(";")[0].strip().lower()
    encoded = value_of(answer.headers, "content-encoding")
    if answer.status not in STATUSES or encoded or kind not in KINDS or not SMALLEST <= len(answer.body) <= LARGEST:
        return answer
    answer.headers.append(("Vary", "Accept-Encoding"))
    if not accepts_gzip(request):
        return answer
    tag = value_of(answer.headers, "etag")
    headers = without(answer.headers, "content-length", "accept-ranges", "etag") + [("Content-Encoding", "gzip")]
    if tag:  # other bytes, the same content
        headers.append(("ETag", tag if tag.startswith("W/") else f"W/{tag}"))
    return Answer(answer.status, gzip.compress(answer.body, mtime=0), headers)
