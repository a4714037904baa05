"""Verifies AWS Signature Version 4, in an Authorization header or in a presigned query string."""
from __future__ import annotations

import datetime
import hashlib
import hmac
import posixpath
import re
from dataclasses import dataclass
from typing import List, Mapping, Optional, Tuple
from urllib.parse import parse_qsl, quote, unquote

ALGORITHM = "AWS4-HMAC-SHA256"
CLOCK_SKEW = datetime.timedelta(minutes=5)
HEADER = re.compile(rf"{ALGORITHM}\s+(.*)", re.DOTALL)


@dataclass(frozen=True)
class SignedRequest:
    """A request as it came over the wire: path and query still encoded, header names in lower case."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Signature:
    access_key_id: str
    date: str
    scope: Tuple[str, str, str, str]  # day, region, service, aws4_request
    signed_headers: Tuple[str, ...]
    value: str
    token: Optional[str]
    expires_seconds: Optional[int] = None  # of a presigned request

    @property
    def service(self) -> str:
        return self.scope[2]


class BadSignature(Exception):
    """Why a request does not count as signed; `code` is AWS's error code."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code


def parse(request: SignedRequest) -> Signature:
    header = request.headers.get("authorization")
    if header is not None:
        return _from_header(header, request)
    query = dict(parse_qsl(request.query, keep_blank_values=True))
    if "X-Amz-Signature" in query or "X-Amz-Credential" in query:
        return _from_query(query)
    raise BadSignature("MissingAuthenticationTokenException", "Missing Authentication Token")


def _from_header(header: str, request: SignedRequest) -> Signature:
    match = HEADER.match(header.strip())
    if not match:
        raise BadSignature("IncompleteSignatureException", f"'{header.split(' ')[0]}' not a valid key=value pair "
                           "(missing equal-sign) in Authorization header.")
    fields = dict(part.strip().split("=", 1) for part in match.group(1).split(",") if "=" in part)
    missing = [name for name in ("Credential", "SignedHeaders", "Signature") if name not in fields]
    date = request.headers.get("x-amz-date", "")
    if missing or not date:
        what = "".join(f"Authorization header requires '{name}' parameter. " for name in missing)
        what += "" if date else "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
        raise BadSignature("IncompleteSignatureException", what.strip())
    return _signature(fields["Credential"], date, fields["SignedHeaders"], fields["Signature"],
                      request.headers.get("x-amz-security-token"), None)


def _from_query(query: Mapping[str, str]) -> Signature:
    names = ("X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Signature", "X-Amz-Expires")
    missing = [name for name in names if name not in query]
    if missing:
        raise BadSignature("IncompleteSignatureException", f"Query string lacks {', '.join(missing)}.")
    if not query["X-Amz-Expires"].isdecimal():
        raise BadSignature("IncompleteSignatureException",
                           f"X-Amz-Expires must be a number of seconds, got '{query['X-Amz-Expires']}'.")
    return _signature(query["X-Amz-Credential"], query["X-Amz-Date"], query["X-Amz-SignedHeaders"],
                      query["X-Amz-Signature"], query.get("X-Amz-Security-Token"), int(query["X-Amz-Expires"]))


def _signature(credential: str, date: str, signed_headers: str, value: str, token: Optional[str],
               expires: Optional[int]) -> Signature:
    parts = credential.split("/")
    if len(parts) != 5 or parts[4] != "aws4_request":
        raise BadSignature("IncompleteSignatureException",
                           f"Credential must have exactly 5 slash-delimited elements, got '{credential}'.")
    return Signature(parts[0], date, (parts[1], parts[2], parts[3], parts[4]),
                     tuple(signed_headers.lower().split(";")), value, token, expires)


def verify(signature: Signature, request: SignedRequest, secret: str, now: Optional[datetime.datetime] = None) -> None:
    """Raises BadSignature unless the request was signed with the secret, of late."""
    _check_time(signature, now or datetime.datetime.now(datetime.timezone.utc))
    payload_hash = _payload_hash(signature, request)
    canonical = "\n".join([
        request.method,
        canonical_path(request.path, signature.service),
        canonical_query(request.query),
        *(f"{name}:{_squeezed(request.headers.get(name, ''))}" for name in signature.signed_headers),
        "",
        ";".join(signature.signed_headers),
        payload_hash,
    ])
    to_sign = "\n".join([ALGORITHM, signature.date, "/".join(signature.scope),
                         hashlib.sha256(canonical.encode()).hexdigest()])
    key = ("AWS4" + secret).encode()
    for part in signature.scope:
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    wanted = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    if "host" not in signature.signed_headers or not hmac.compare_digest(wanted, signature.value):
        raise BadSignature("InvalidSignatureException",
                           "The request signature we calculated does not match the signature you provided. Check your "
                           "AWS Secret Access Key and signing method. Consult the service documentation for details.")


def _check_time(signature: Signature, now: datetime.datetime) -> None:
    try:
        signed = datetime.datetime.strptime(signature.date, "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.timezone.utc)
    except ValueError:
        raise BadSignature("IncompleteSignatureException", f"Date must be in ISO-8601 'basic format', got "
                           f"'{signature.date}'.") from None
    if signature.scope[0] != signature.date[:8]:
        raise BadSignature("InvalidSignatureException", "Date in Credential scope does not match the date signed.")
    latest = signed + (CLOCK_SKEW if signature.expires_seconds is None
                       else datetime.timedelta(seconds=signature.expires_seconds))
    if now > latest:
        allowed = now - (latest - signed)
        raise BadSignature("InvalidSignatureException", f"Signature expired: {signature.date} is now earlier than "
                           f"{_basic(allowed)} ({_basic(now)} - {(latest - signed).total_seconds() / 60:g} min.)")
    if signed > now + CLOCK_SKEW:
        raise BadSignature("InvalidSignatureException", f"Signature not yet current: {signature.date} is still later "
                           f"than {_basic(now + CLOCK_SKEW)} ({_basic(now)} + 5 min.)")


def _basic(moment: datetime.datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _payload_hash(signature: Signature, request: SignedRequest) -> str:
    actual = hashlib.sha256(request.body).hexdigest()
    declared = request.headers.get("x-amz-content-sha256")
    if signature.service == "s3":
        if signature.expires_seconds is not None:
            return "UNSIGNED-PAYLOAD"
        return declared or actual
    return declared if declared == "UNSIGNED-PAYLOAD" else actual


def canonical_path(path: str, service: str) -> str:
    """The path, encoded once more than it came; S3 alone takes it as it is."""
    if service == "s3":
        return quote(unquote(path), safe="/-_.~") or "/"
    normal = posixpath.normpath(path) if path else "/"
    normal = "/" + normal.lstrip("/")
    if path.endswith("/") and not normal.endswith("/"):
        normal += "/"
    return quote(normal, safe="/-_.~")


def canonical_query(query: str) -> str:
    pairs: List[Tuple[str, str]] = []
    for part in query.split("&"):
        if part and not part.startswith("X-Amz-Signature="):
            name, _, value = part.partition("=")
            pairs.append((_encoded(name), _encoded(value)))
    return "&".join(f"{name}={value}" for name, value in sorted(pairs))


def _encoded(text: str) -> str:
    return quote(unquote(text), safe="-_.~")


def _squeezed(value: str) -> str:
    return " ".join(value.split())
