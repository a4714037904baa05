"""What acts on the emulator itself is for the account root alone: Signature Version 4, for sts."""
from __future__ import annotations

from typing import Any, Dict, Optional
from urllib.parse import urlsplit

from ..options import Options
from . import sigv4


def refusal(options: Options, environ: Dict[str, Any], content: bytes) -> Optional[str]:
    """Why a request is not the root's; None where it is."""
    url = urlsplit(environ["REQUEST_URI"])
    headers = {name.lower(): value for name, value in environ["emulator.headers"]}
    request = sigv4.SignedRequest(environ["REQUEST_METHOD"], url.path, url.query, headers, content)
    try:
        signature = sigv4.parse(request)
        if (signature.access_key_id, signature.service) != (options.root.access_key_id, "sts"):
            return "must be signed by the account root for sts"
        sigv4.verify(signature, request, options.root.secret_access_key)
    except sigv4.BadSignature as problem:
        return str(problem)
    return None
