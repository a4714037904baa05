"""A refusal in the service's own error format: XML for S3 and the query services, JSON for the others."""
from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from moto.core.exceptions import AccessDeniedError, JsonRESTError

from ..emulator import log


class QueryRefusal(AccessDeniedError):
    """moto's XML error with a code and a message of choice."""

    def __init__(self, code: str, message: str):
        super(AccessDeniedError, self).__init__(code, message)
        error = f"<Error><Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
        self.description = f"<ErrorResponse>{error}<RequestId>emulator</RequestId></ErrorResponse>"


class Ec2Refusal(QueryRefusal):
    """EC2 has a shape and a word of its own."""

    def __init__(self, code: str, message: str):
        code = "UnauthorizedOperation" if code == "AccessDenied" else code
        super().__init__(code, message)
        error = f"<Error><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
        self.description = f"<Response><Errors>{error}</Errors><RequestID>emulator</RequestID></Response>"


def denied(response: Any, request_class: type, code: str, message: str) -> Exception:
    """By IAM: who signed, or what the principal may do."""
    log.info("refused: %s: %s", code, message)
    short = "AccessDenied" if code == "AccessDeniedException" else code
    return _shaped(response, request_class, code, short, message, 403)


def invalid(response: Any, request_class: type, code: str, message: str, status: int) -> Exception:
    """By the service: the request is not as its model says."""
    return _shaped(response, request_class, code, code, message, status)


def _shaped(response: Any, request_class: type, code: str, short: str, message: str, status: int) -> Exception:
    from flask import request

    from .requests.call import speaks_forms, speaks_xml

    if request_class.__name__ == "S3IAMRequest":
        from moto.s3.exceptions import S3ClientError
        return S3ClientError(short, message)
    form = (request.content_type or "").startswith("application/x-www-form-urlencoded") and speaks_forms(response)
    if form or speaks_xml(response):
        kind = Ec2Refusal if response.service_name == "ec2" else QueryRefusal
        refusal = kind(short, message)
        refusal.code = status
        return refusal
    error = JsonRESTError(code, message)
    error.code = 400 if "X-Amz-Target" in request.headers else status
    return error
