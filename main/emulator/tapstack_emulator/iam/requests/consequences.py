"""What a call asks for besides its own action: the right to tag what it makes, to hand a role to a service."""
from __future__ import annotations

from typing import Any, Dict, List, Tuple

from ..policy import many
from .ask import Ask
from .call import Call

TAGGING = {"access-analyzer": "TagResource", "acm": "AddTagsToCertificate", "autoscaling": "CreateOrUpdateTags",
           "cloudtrail": "AddTags", "cloudwatch": "TagResource", "cognito-idp": "TagResource", "config": "TagResource",
           "dynamodb": "TagResource", "events": "TagResource", "guardduty": "TagResource", "iam": "",
           "kms": "TagResource", "lambda": "TagResource", "logs": "TagResource", "rds": "AddTagsToResource",
           "scheduler": "TagResource", "secretsmanager": "TagResource", "securityhub": "TagResource",
           "sns": "TagResource", "sqs": "TagQueue", "ssm": "AddTagsToResource", "wafv2": "TagResource"}
TAGGING_OF_IAM = {"CreateRole": "TagRole", "CreatePolicy": "TagPolicy", "CreateUser": "TagUser",
                  "CreateInstanceProfile": "TagInstanceProfile"}
TAG_PARAMETERS = ("Tags", "tags", "TagList", "TagsList", "HostedZoneTags", "UserPoolTags")
# made and tagged without a name in its own action
MADE = {"CreateDetector": "detector/*", "CreateEventSourceMapping": "event-source-mapping:*"}

# service:Operation -> (parameter that holds the role, service that gets it)
ROLES: Dict[str, Tuple[str, str]] = {
    "apigateway:PutIntegration": ("credentials", "apigateway.amazonaws.com"),
    "cloudtrail:CreateTrail": ("CloudWatchLogsRoleArn", "cloudtrail.amazonaws.com"),
    "cloudtrail:UpdateTrail": ("CloudWatchLogsRoleArn", "cloudtrail.amazonaws.com"),
    "cognito-idp:CreateUserPool": ("SmsConfiguration.SnsCallerArn", "cognito-idp.amazonaws.com"),
    "config:PutConfigurationRecorder": ("ConfigurationRecorder.roleARN", "config.amazonaws.com"),
    "ec2:CreateFlowLogs": ("DeliverLogsPermissionArn", "vpc-flow-logs.amazonaws.com"),
    "events:PutRule": ("RoleArn", "events.amazonaws.com"),
    "lambda:CreateFunction": ("Role", "lambda.amazonaws.com"),
    "lambda:UpdateFunctionConfiguration": ("Role", "lambda.amazonaws.com"),
    "logs:PutSubscriptionFilter": ("roleArn", "logs.amazonaws.com"),
    "rds:CreateDBInstance": ("MonitoringRoleArn", "monitoring.rds.amazonaws.com"),
    "rds:ModifyDBInstance": ("MonitoringRoleArn", "monitoring.rds.amazonaws.com"),
    "scheduler:CreateSchedule": ("Target.RoleArn", "scheduler.amazonaws.com"),
    "scheduler:UpdateSchedule": ("Target.RoleArn", "scheduler.amazonaws.com"),
}

MALWARE_PROTECTION = ("malware-protection.guardduty.amazonaws.com", "AmazonGuardDutyMalwareProtection")
# service:Operation -> services that AWS makes a role for, in the caller's name, where the account has none yet:
# (service, last part of the role's name)
LINKED_ROLES: Dict[str, Tuple[Tuple[str, str], ...]] = {
    "access-analyzer:CreateAnalyzer": (("access-analyzer.amazonaws.com", "AccessAnalyzer"),),
    "autoscaling:CreateAutoScalingGroup": (("autoscaling.amazonaws.com", "AutoScaling"),),
    "elasticloadbalancing:CreateLoadBalancer": (("elasticloadbalancing.amazonaws.com", "ElasticLoadBalancing"),),
    # guardduty/latest/ug/slr-permissions.html; malware protection: awsdocs/amazon-guardduty-user-guide#30
    "guardduty:CreateDetector": (("guardduty.amazonaws.com", "AmazonGuardDuty"), MALWARE_PROTECTION),
    # AmazonRDS/latest/UserGuide/UsingWithRDS.IAM.ServiceLinkedRoles.html
    "rds:CreateDBInstance": (("rds.amazonaws.com", "RDS"),),
    # securityhub/latest/userguide/using-service-linked-roles.html
    "securityhub:EnableSecurityHub": (("securityhub.amazonaws.com", "SecurityHub"),),
}


def tags_on_create(call: Call, found: List[Ask]) -> List[Ask]:
    """To make something with tags takes the action that tags it, too. EC2 has its own rule."""
    tagging = TAGGING_OF_IAM.get(call.operation) if call.service == "iam" else TAGGING.get(call.service)
    if not tagging or "tag" in call.operation.lower() or not request_tags(call):
        return []
    made = call.arn(call.service, MADE[call.operation]) if call.operation in MADE else found[0].resource
    return [Ask(f"{call.service}:{tagging}", made)]


def passed_roles(call: Call) -> List[Ask]:
    return [Ask("iam:PassRole", role, {"iam:passedtoservice": service}) for role, service in _roles(call)]


def managed_secrets(call: Call) -> List[Ask]:
    """RDS makes the secret of a master password in its caller's name."""
    if call.service != "rds" or not call.params.get("ManageMasterUserPassword"):
        return []
    secret = call.arn("secretsmanager", "secret:rds!*")
    return [Ask("secretsmanager:CreateSecret", secret), Ask("secretsmanager:TagResource", secret)]


def linked_roles(call: Call) -> List[Ask]:
    from moto.iam.models import iam_backends  # here, so that IAM is loaded when it is used

    there = {role.name for role in iam_backends[call.account]["aws"].roles.values()}
    found = []
    for service, name in LINKED_ROLES.get(f"{call.service}:{call.operation}", ()):
        role = f"arn:aws:iam::{call.account}:role/aws-service-role/{service}/AWSServiceRoleFor{name}"
        if (service, name) == MALWARE_PROTECTION:  # GuardDuty looks itself, in its caller's name
            found.append(Ask("iam:GetRole", role))
        if f"AWSServiceRoleFor{name}" not in there:
            found.append(Ask("iam:CreateServiceLinkedRole", role, {"iam:awsservicename": service}))
    return found


def _roles(call: Call) -> List[Tuple[str, str]]:
    name = f"{call.service}:{call.operation}"
    if name == "apigateway:UpdateAccount":
        return [(operation["value"], "apigateway.amazonaws.com") for operation in call.params["patchOperations"]
                if operation.get("path") == "/cloudwatchRoleArn" and operation.get("value")]
    if name == "events:PutTargets":
        return [(target["RoleArn"], "events.amazonaws.com") for target in call.params["Targets"] if "RoleArn" in target]
    parameter, service = ROLES.get(name, ("", ""))
    return [(role, service) for role in (call.values(parameter) if parameter else [])]


def request_tags(call: Call) -> Dict[str, str]:
    """The tags that a request carries, in whichever of the services' forms."""
    if call.service == "s3":
        return {}
    tags: Any = next((call.params[name] for name in TAG_PARAMETERS if call.params.get(name)), None)
    for specification in call.params.get("TagSpecifications") or []:
        tags = [*(tags or []), *specification.get("Tags", [])]
    if call.service == "cloudfront":
        tags = ((call.params.get("DistributionConfigWithTags") or call.params).get("Tags") or {}).get("Items")
    if isinstance(tags, dict):
        return tags
    return {tag.get("Key") or tag.get("TagKey"): tag.get("Value", tag.get("TagValue", ""))
            for tag in many(tags or [])}
