"""Where a request names the resources: for each variable of an ARN the parameters that may hold it.

A variable that is not here is looked for in a parameter of its own name. A parameter may hold the whole ARN instead.
"""
from __future__ import annotations

from email.utils import parseaddr
from typing import Callable, Dict, List, Tuple, Union

from .call import Call

Source = Union[Tuple[str, ...], Callable[[Call], List[str]]]


def _role(call: Call) -> List[str]:
    if call.operation == "CreateServiceLinkedRole":
        return [f"aws-service-role/{call.value('AWSServiceName')}/*"]
    if call.operation == "GetServiceLinkedRoleDeletionStatus":  # task/ROLE/ID
        return [call.value("DeletionTaskId").partition("/")[2].rpartition("/")[0] or "*"]
    return _with_path(call, "RoleName", {role.name: role.path for role in call.response.backend.roles.values()})


def _with_path(call: Call, parameter: str, paths: Dict[str, str]) -> List[str]:
    """IAM's ARNs hold the path, its requests name it at most when something is made."""
    return [(call.value("Path") or paths.get(name, "/")).lstrip("/") + name for name in call.values(parameter)]


def _policy(call: Call) -> List[str]:
    return call.values("PolicyArn") or _with_path(call, "PolicyName", {})


def _key(call: Call) -> List[str]:
    backend = call.response.kms_backend
    named = call.values("KeyId", "TargetKeyId", "AliasName")
    return [backend.any_id_to_key_id(name).split("/")[-1] for name in named if name]


def _alias(call: Call) -> List[str]:
    return [name.split("alias/", 1)[-1] for name in call.values("AliasName")]


def _function(call: Call) -> List[str]:
    """name, name:alias, the ARN or a part of it; the qualifier may come apart."""
    qualifier = call.value("Qualifier")
    names = [name.split(":function:")[-1] for name in call.values("FunctionName")]
    return [f"{name}:{qualifier}" if qualifier and ":" not in name else name for name in names]


def _secret(call: Call) -> List[str]:
    """A secret's ARN ends in six characters that its name lacks; of one that is made now nobody knows them."""
    asked = call.value("SecretId", "Name")
    known = next((secret for secret in call.response.backend.secrets.values() if asked in (secret.name, secret.arn)),
                 None)
    if known is not None:
        return [known.arn]
    return [asked if asked.startswith("arn:") else f"{asked}-??????"] if asked else []


def _config_rule(call: Call) -> List[str]:
    """Its ARN holds an id that AWS gives it; requests name it, and of one that is made now nobody knows the id."""
    rules = call.response.config_backend.config_rules
    named = call.values("ConfigRule.ConfigRuleName", "ConfigRuleName", "ConfigRuleNames")
    return [rules[name].config_rule_id if name in rules else "*" for name in named]


def _queue(call: Call) -> List[str]:
    return [url.rstrip("/").rsplit("/", 1)[-1] for url in call.values("QueueUrl", "QueueName")]


def _parameter(call: Call) -> List[str]:
    if call.value("ResourceType") not in ("", "Parameter"):
        return []
    return [name.lstrip("/") for name in call.values("Name", "Names", "Path", "ResourceId")]


def _zone(call: Call) -> List[str]:
    return [zone.split("/")[-1] for zone in call.values("HostedZoneId", "Id")]


def _identity(call: Call) -> List[str]:
    """An address is its own identity or its domain's; a sender's name before it does not count."""
    sender = call.value("FromEmailAddress", "Source")
    if not sender:
        return call.values("EmailIdentity", "Identity", "EmailAddress", "Domain")
    from moto.ses.models import ses_backends  # here, so that SES is loaded when it is used

    from ...mail.identities import identity_of

    found = identity_of(ses_backends[call.account][call.region], sender)
    return [found.email_identity if found is not None else parseaddr(sender)[1]]


def _subscription_topic(call: Call) -> List[str]:
    """A subscription's ARN is its topic's and one part more."""
    return call.values("TopicArn", "Name") or [arn.rpartition(":")[0] for arn in call.values("SubscriptionArn")]


def _group_id(call: Call) -> List[str]:
    """Its ARN holds an id that AWS gives it; requests name the group."""
    groups = call.response.autoscaling_backend.autoscaling_groups
    return [groups[name]._id if name in groups else "*" for name in _group(call)]


def _group(call: Call) -> List[str]:
    tagged = [str(tag["ResourceId"]) for tag in call.params.get("Tags") or [] if tag.get("ResourceId")]
    return call.values("AutoScalingGroupName") or tagged[:1]


NAMES: Dict[str, Dict[str, Source]] = {
    "access-analyzer": {"AnalyzerName": ("analyzerName",)},
    "acm": {"CertificateId": ("CertificateArn",)},
    "autoscaling": {"GroupFriendlyName": _group, "GroupId": _group_id},
    "cloudfront": {"DistributionId": ("Id", "DistributionId"), "Id": ("Id",)},
    "cloudtrail": {"TrailName": ("TrailName", "Name", "ResourceId", "ResourceIdList")},
    "cloudwatch": {"AlarmName": ("AlarmName", "AlarmNames"), "DashboardName": ("DashboardName", "DashboardNames")},
    "cognito-idp": {"UserPoolId": ("UserPoolId",)},
    "config": {"ConfigRuleId": _config_rule, "RecorderId": lambda call: ["*"],  # moto gives recorders no id
               "RecorderName": ("ConfigurationRecorder.name", "ConfigurationRecorderName",
                                "ConfigurationRecorderNames")},
    "events": {"EventBusName": ("EventBusName", "EventSourceArn")},
    "iam": {"RoleNameWithPath": _role, "PolicyNameWithPath": _policy, "UserNameWithPath": ("UserName",),
            "GroupNameWithPath": ("GroupName",), "InstanceProfileNameWithPath": ("InstanceProfileName",)},
    "kms": {"KeyId": _key, "Alias": _alias},
    "lambda": {"FunctionName": _function},
    "rds": {"DbInstanceName": ("DBInstanceIdentifier",), "SubnetGroupName": ("DBSubnetGroupName",),
            "ParameterGroupName": ("DBParameterGroupName",), "OptionGroupName": ("OptionGroupName",),
            "SnapshotName": ("DBSnapshotIdentifier", "FinalDBSnapshotIdentifier"),
            "SecurityGroupName": ("DBSecurityGroupName",)},
    "route53": {"Id": _zone},
    "scheduler": {"GroupName": lambda call: call.values("GroupName") or ["default"], "ScheduleName": ("Name",)},
    "secretsmanager": {"SecretId": _secret},
    "ses": {"IdentityName": _identity,
            "TemplateName": ("TemplateName", "Content.Template.TemplateName", "Template.TemplateName", "Template")},
    "sns": {"TopicName": _subscription_topic},
    "sqs": {"QueueName": _queue},
    "ssm": {"ParameterNameWithoutLeadingSlash": _parameter, "ResourceId": ()},  # of types that nobody makes here
    "sts": {"RoleNameWithPath": ("RoleArn",)},
}


def values_of(call: Call, variable: str) -> List[str]:
    source = NAMES.get(call.service, {}).get(variable, (variable,))
    return source(call) if callable(source) else call.values(*source)
