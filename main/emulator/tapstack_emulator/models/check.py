"""One request against the model of its operation."""
from __future__ import annotations

from typing import Any, List, Optional, Tuple

from moto.core.request import determine_request_protocol
from moto.core.utils import get_service_model

from ..emulator import log
from . import answers, routes
from .answers import Answer
from .constraints import Check, Violation
from .counts import Counts
from .looser import allowed
from .quotas import exceeded
from .reading import Unreadable, read

TEXT = ("query", "ec2", "rest-xml")


def check(response: Any, body: bytes, resource: str, counts: Counts) -> Optional[Answer]:
    """The refusal that the request deserves; None where it is as its model says. `response` is moto's object for it."""
    from flask import request

    service = response.boto3_service_name
    model = get_service_model(service)
    try:
        protocol = determine_request_protocol(model, request.content_type)
    except NotImplementedError:  # some clients call an empty body a form
        protocol = str(model.protocol)
    found = _operation(protocol, model, response, request, resource)
    if found is None:
        counts.skip(service, f"no operation for {request.method} {protocol}")
        return None
    name, labels = found
    counts.check()
    if name not in model.operation_names:
        return _refused(counts, f"{service}:{name}", answers.unknown_operation(protocol, name))
    answer = _answer(service, protocol, model.operation_model(name), {
        "method": request.method, "headers": request.headers, "body": _plain(request, body), "values": request.args,
        "url_path": request.path, "url_params": labels}, counts)
    return None if answer is None else _refused(counts, f"{service}:{name}", *answer)


def _answer(service: str, protocol: str, operation: Any, request: dict,
            counts: Counts) -> Optional[Tuple[Any, ...]]:
    """(answer, member, constraint)"""
    try:
        given = read(protocol, operation, request)
    except Unreadable as problem:
        return answers.unreadable(protocol), "", str(problem)
    if given.unknown and protocol == "ec2":
        return answers.unknown_parameter(given.unknown[0]), given.unknown[0], "unknown"
    for member in given.unknown:
        counts.ignore(f"{service}:{operation.name}", member)
    if operation.input_shape is None:
        return None
    violations = _violations(service, protocol, operation, given.parameters)
    if not violations:
        beyond = exceeded(service, operation.name, given.parameters)
        return None if beyond is None else (beyond, "", "quota")
    in_body = answers.of_body(operation.input_shape, violations[0])
    return (answers.invalid(service, protocol, violations, in_body), violations[0].path, violations[0].constraint)


def _violations(service: str, protocol: str, operation: Any, parameters: dict) -> List[Violation]:
    checking = Check(protocol in TEXT)
    checking.of(operation.input_shape, parameters)
    return [each for each in checking.found if not allowed(service, operation.name, each)]


def _operation(protocol: str, model: Any, response: Any, request: Any, resource: str) -> Optional[Tuple[str, dict]]:
    if protocol in ("query", "ec2"):
        return (request.values["Action"], {}) if "Action" in request.values else None
    if protocol == "json":
        target = request.headers.get("X-Amz-Target", "")
        return (target.rpartition(".")[2], {}) if target else None
    if not protocol.startswith("rest"):
        return None
    path = response.raw_path
    if response.service_name == "s3" and resource != "*":  # the bucket may be in the name of the host
        path = "/" + resource.split(":::", 1)[1].replace("*", "")
    return routes.find(model, request.method, path, request.args, request.headers)


def _plain(request: Any, body: bytes) -> bytes:
    """A body in signed chunks is an object's, or small enough to have come whole."""
    return b"" if "aws-chunked" in request.headers.get("Content-Encoding", "") else body


def _refused(counts: Counts, operation: str, answer: Answer, member: str = "", constraint: str = "") -> Answer:
    counts.refuse(operation, answer.code, member, constraint)
    log.warning("not as AWS's model says: %s: %s: %s", operation, answer.code, answer.message or constraint)
    return answer
