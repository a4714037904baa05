"""What SES's version 2 says no with."""
from __future__ import annotations

from moto.core.exceptions import JsonRESTError


def bad_request(message: str) -> JsonRESTError:
    return JsonRESTError("BadRequestException", message)


def already_exists(message: str) -> JsonRESTError:
    return JsonRESTError("AlreadyExistsException", message)


def rejected(message: str) -> JsonRESTError:
    return JsonRESTError("MessageRejected", message)


def paused(message: str) -> JsonRESTError:
    return JsonRESTError("SendingPausedException", message)


def not_found(message: str) -> JsonRESTError:
    problem = JsonRESTError("NotFoundException", message)
    problem.code = 404
    return problem
