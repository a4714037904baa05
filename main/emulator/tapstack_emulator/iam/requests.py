"""What an API call asks for, in IAM's words: pairs of an action and a resource ARN, and the condition keys.

A service that is not here counts as (service:Action, "*"), which only policies with Resource "*" allow.
"""
from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Tuple

Pairs = List[Tuple[str, str]]

PREFIXES = {"monitoring": "cloudwatch"}  # signing name -> IAM prefix, where they differ
# operation -> the action that allows it, where they differ
ACTIONS = {"lambda:Invoke": "lambda:InvokeFunction", "lambda:InvokeAsync": "lambda:InvokeFunction",
           "s3:HeadBucket": "s3:ListBucket"}
ITEM_ACTIONS = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "Get": "GetItem",
                "ConditionCheck": "ConditionCheckItem"}


class Call:
    """One API call: moto's response object with what a resource ARN is made of."""

    def __init__(self, action: str, response: Any):
        self.action = action
        self.response = response

    def param(self, name: str) -> Any:
        return self.response._get_param(name)

    def arn(self, service: str, resource: str) -> str:
        return f"arn:aws:{service}:{self.response.region}:{self.response.current_account}:{resource}"


def _dynamodb(call: Call) -> Optional[Pairs]:
    def table_arn(name: str) -> str:
        return call.arn("dynamodb", f"table/{name.split('table/')[-1]}")

    if call.action in ("TransactWriteItems", "TransactGetItems"):
        return [(f"dynamodb:{ITEM_ACTIONS[kind]}", table_arn(item["TableName"]))
                for entry in call.param("TransactItems") for kind, item in entry.items()]
    if call.action in ("BatchGetItem", "BatchWriteItem"):
        return [(f"dynamodb:{call.action}", table_arn(name)) for name in call.param("RequestItems")]
    table, index = call.param("TableName"), call.param("IndexName")
    if not table:
        return None
    return [(f"dynamodb:{call.action}", table_arn(table) + (f"/index/{index}" if index else ""))]


def _secretsmanager(call: Call) -> Optional[Pairs]:
    asked = call.param("SecretId")
    if not asked:
        return None
    secret = next((s for s in call.response.backend.secrets.values() if asked in (s.name, s.arn)), None)
    arn = secret.arn if secret else asked if asked.startswith("arn:") else call.arn("secretsmanager", f"secret:{asked}")
    return [(f"secretsmanager:{call.action}", arn)]


def _kms(call: Call) -> Optional[Pairs]:
    key = call.param("KeyId")
    return key and [(f"kms:{call.action}", call.arn("kms", "key/" + call.response.kms_backend.any_id_to_key_id(key)))]


def _sns(call: Call) -> Optional[Pairs]:
    arn = call.param("TopicArn") or call.param("TargetArn") or call.param("ResourceArn")
    return arn and [(f"sns:{call.action}", arn)]


def _sqs(call: Call) -> Optional[Pairs]:
    url = call.param("QueueUrl")
    return url and [(f"sqs:{call.action.replace('Batch', '')}", call.arn("sqs", url.rstrip("/").rsplit("/", 1)[-1]))]


def _ssm(call: Call) -> Optional[Pairs]:
    names = call.param("Names") or ([call.param("Name")] if call.param("Name") else [])
    path = call.param("Path")
    return [(f"ssm:{call.action}", call.arn("ssm", "parameter/" + name.lstrip("/")))
            for name in names or ([path] if path else [])] or None


def _lambda(call: Call) -> Optional[Pairs]:
    if "/functions/" not in call.response.path:
        return None
    name = call.response.path.split("/functions/")[1].split("/")[0].split(":function:")[-1]
    qualifier = call.response.querystring.get("Qualifier", [None])[0]
    return [(f"lambda:{call.action}", call.arn("lambda", f"function:{name}" + (f":{qualifier}" if qualifier else "")))]


def _sts(call: Call) -> Optional[Pairs]:
    role = call.param("RoleArn")
    return role and [(f"sts:{call.action}", role)]


def _logs(call: Call) -> Optional[Pairs]:
    group, stream = call.param("logGroupName"), call.param("logStreamName")
    return group and [(f"logs:{call.action}", call.arn("logs", f"log-group:{group}:log-stream:{stream or ''}"))]


_RESOURCES: Dict[str, Callable[[Call], Optional[Pairs]]] = {
    "dynamodb": _dynamodb, "kms": _kms, "lambda": _lambda, "logs": _logs, "secretsmanager": _secretsmanager,
    "sns": _sns, "sqs": _sqs, "ssm": _ssm, "sts": _sts,
}


def pairs_of(service: str, action: str, response: Any, resource: str) -> Pairs:
    """The (action, resource ARN) pairs that must all be allowed."""
    service = PREFIXES.get(service, service)
    mapped = _RESOURCES[service](Call(action, response)) if service in _RESOURCES else None
    return [(ACTIONS.get(wanted, wanted), arn) for wanted, arn in mapped or [(f"{service}:{action}", resource)]]


def context_of(service: str, response: Any, principal_arn: str) -> dict:
    """Condition keys in lower case; what a request does not carry is absent."""
    context = {"aws:securetransport": "true", "aws:requestedregion": response.region,
               "aws:principalarn": principal_arn, "aws:principalaccount": response.current_account,
               "aws:sourceip": "127.0.0.1"}
    if service == "monitoring":
        context["cloudwatch:namespace"] = response._get_param("Namespace")
    if service == "kms":
        for key, value in (response._get_param("EncryptionContext") or {}).items():
            context[f"kms:encryptioncontext:{key.lower()}"] = value
    if service == "secretsmanager":
        context["secretsmanager:versionstage"] = response._get_param("VersionStage")
    return {key: value for key, value in context.items() if value is not None}
