"""The error with which a service answers a request that its model does not allow: code, status, message."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List

from .constraints import NULL, TYPE, Violation

MALFORMED_XML = "The XML you provided was not well-formed or did not validate against our published schema"
# Codes of parameters that break a constraint, where they differ from the protocol's own. From an incident in which AWS
# answered so where one is named, else the code for invalid input that the service's API reference has for its operations.
CODES: Dict[str, str] = {
    "apigateway": "BadRequestException",
    "cloudfront": "InvalidArgument",
    "cognito-idp": "InvalidParameterException",
    "ec2": "InvalidParameterValue",  # AWSEC2/latest/APIReference/errors-overview.html
    "guardduty": "BadRequestException",
    "logs": "InvalidParameterException",  # fluent-plugins-nursery/fluent-plugin-cloudwatch-logs#223
    "rds": "InvalidParameterValue",  # AmazonRDS/latest/APIReference/CommonErrors.html
    "route53": "InvalidInput",
    "s3": "InvalidArgument",
    "s3control": "InvalidRequest",
    "securityhub": "InvalidInputException",
    "ses": "InvalidParameterValue",
    "sesv2": "BadRequestException",
    "sns": "InvalidParameter",
}
# aws/aws-cli#3229: Lambda, like most, says ValidationException; IAM and other query services ValidationError
# (SWO-GS/auto-tag#90).
OF_PROTOCOL = {"query": "ValidationError", "ec2": "InvalidParameterValue"}


@dataclass(frozen=True)
class Answer:
    code: str
    message: str
    status: int = 400


def unreadable(protocol: str) -> Answer:
    return Answer("MalformedXML", MALFORMED_XML) if protocol == "rest-xml" else Answer("SerializationException", "")


def unknown_operation(protocol: str, operation: str) -> Answer:
    if protocol in ("query", "ec2"):
        return Answer("InvalidAction", f"The action {operation} is not valid for this web service.")
    return Answer("UnknownOperationException", "")


def unknown_parameter(name: str) -> Answer:
    return Answer("UnknownParameter", f"The parameter {name} is not recognized")


def invalid(service: str, protocol: str, violations: List[Violation], of_body: bool) -> Answer:
    """All violations in one sentence; EC2 and RDS name the first that is missing."""
    first = violations[0]
    if protocol == "ec2" or service == "rds":
        return _in_words_of_ec2(first)
    if service == "s3" and of_body:
        return Answer("MalformedXML", f"{MALFORMED_XML}: {first}")
    wrong_type = next((each for each in violations if each.kind == TYPE), None)
    if wrong_type is not None and "json" in protocol:
        return Answer("SerializationException", f"{wrong_type.constraint} at '{wrong_type.path}'")
    count = f"{len(violations)} validation error{'s' if len(violations) > 1 else ''} detected: "
    return Answer(CODES.get(service, OF_PROTOCOL.get(protocol, "ValidationException")),
                  count + "; ".join(map(str, violations)))


def _in_words_of_ec2(violation: Violation) -> Answer:
    if violation.kind == NULL:
        return Answer("MissingParameter", f"The request must contain the parameter {_capital(violation.path)}")
    return Answer("InvalidParameterValue", f"Value ({violation.value.strip(' ').strip(chr(39))}) for parameter "
                  f"{violation.path} is invalid. {violation.constraint}")


def _capital(path: str) -> str:
    return path[:1].upper() + path[1:]


def of_body(shape: Any, violation: Violation) -> bool:
    """Whether a violation is in the body of a REST request, not in its path, query or headers."""
    name = violation.path.split(".")[0]
    member = next((each for known, each in shape.members.items() if known[:1].lower() + known[1:] == name), None)
    return member is not None and "location" not in member.serialization
