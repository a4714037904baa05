"""Endpoints that hand out rights are for the account root alone: Signature Version 4, for sts."""
from __future__ import annotations

from typing import Any, Dict
from urllib.parse import urlsplit

from ..iam import sigv4
from ..options import Options
from .problem import Problem


def check(options: Options, environ: Dict[str, Any], content: bytes) -> None:
    url = urlsplit(environ["REQUEST_URI"])
    headers = {name.lower(): value for name, value in environ["emulator.headers"]}
    request = sigv4.SignedRequest(environ["REQUEST_METHOD"], url.path, url.query, headers, content)
    try:
        signature = sigv4.parse(request)
        if (signature.access_key_id, signature.service) != (options.root.access_key_id, "sts"):
            raise Problem(403, "must be signed by the account root for sts")
        sigv4.verify(signature, request, options.root.secret_access_key)
    except sigv4.BadSignature as problem:
        raise Problem(403, str(problem)) from None
