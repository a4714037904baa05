"""The condition keys of a call, in lower case; what a request does not carry is absent."""
from __future__ import annotations

from email.utils import parseaddr
from typing import Any, Dict

from .call import Call
from .consequences import request_tags

FORMS = {"cloudwatch": {"cloudwatch:namespace": ("Namespace",)},
         "iam": {"iam:awsservicename": ("AWSServiceName",), "iam:policyarn": ("PolicyArn",)},
         "kms": {"kms:macalgorithm": ("MacAlgorithm",)},
         "lambda": {"lambda:principal": ("Principal",)},
         "secretsmanager": {"secretsmanager:versionstage": ("VersionStage",)},
         "sts": {"sts:externalid": ("ExternalId",), "sts:rolesessionname": ("RoleSessionName",)}}


def context_of(call: Call, principal: Any) -> dict:
    context: Dict[str, Any] = {
        "aws:currenttime": call.time, "aws:principalaccount": call.account, "aws:principalarn": principal.iam_arn,
        "aws:requestedregion": call.region, "aws:resourceaccount": call.account, "aws:securetransport": "true",
        "aws:sourceip": "127.0.0.1", "lambda:sourcefunctionarn": principal.function_arn,
        "aws:userid": principal.user_id, "aws:username": principal.user_name,
    }
    for key, parameters in FORMS.get(call.service, {}).items():
        context[key] = call.value(*parameters)
    if call.service == "s3":
        context["s3:prefix"] = call.response.querystring.get("prefix", [""])[0]
    if call.service == "iam":
        context["iam:permissionsboundary"] = _boundary(call)
    if call.service == "kms":
        context.update({f"kms:encryptioncontext:{key.lower()}": value
                        for key, value in (call.params.get("EncryptionContext") or {}).items()})
    if call.service == "ses":
        context["ses:fromaddress"] = parseaddr(call.value("FromEmailAddress", "Source"))[1]
        context["ses:recipients"] = [address for kind in ("To", "Cc", "Bcc")
                                     for address in call.values(f"Destination.{kind}Addresses")]
    if call.service == "lambda" and call.operation.endswith("EventSourceMapping"):
        context["lambda:functionarn"] = _mapped_function(call)
    tags = request_tags(call)
    context.update({f"aws:requesttag/{key.lower()}": value for key, value in tags.items()})
    context["aws:tagkeys"] = [*tags, *call.values("TagKeys")] if call.service != "s3" else []
    return {key: value for key, value in context.items() if value}


def _boundary(call: Call) -> str:
    """The one that the call sets, or else the one that its role carries."""
    given = call.value("PermissionsBoundary")
    role = next((role for role in call.response.backend.roles.values() if role.name == call.value("RoleName")), None)
    return given or (role.permissions_boundary_arn if role is not None else None) or ""


def _mapped_function(call: Call) -> str:
    """Of the call, or of the mapping that is there; without its version or alias, as AWS compares it."""
    mapping = call.response.backend.get_event_source_mapping(call.value("UUID")) if call.value("UUID") else None
    function = mapping.function_arn if mapping is not None else call.value("FunctionName")
    name = function.split(":function:")[-1].split(":")[0]
    return call.arn("lambda", f"function:{name}") if name else ""
