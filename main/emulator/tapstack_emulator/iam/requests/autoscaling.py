"""Auto Scaling: whoever makes instances start from a template must be allowed to start them so himself."""
from __future__ import annotations

from typing import Any, Dict, List

from .ask import Ask
from .call import Call

# operation -> where its parameters say which template
LAUNCHING = {"CreateAutoScalingGroup": ("LaunchTemplate",), "UpdateAutoScalingGroup": ("LaunchTemplate",),
             "StartInstanceRefresh": ("DesiredConfiguration", "LaunchTemplate")}
EC2 = "ec2.amazonaws.com"


def launches(call: Call) -> List[Ask]:
    """https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-launch-template-permissions.html"""
    if call.service != "autoscaling" or call.operation not in LAUNCHING:
        return []
    specification: Any = call.params
    for part in LAUNCHING[call.operation]:
        specification = specification.get(part) or {}
    if not specification:
        return []
    template = _template(call.response.autoscaling_backend.ec2_backend, specification)
    data = _data(template, specification.get("Version") or "$Default")
    used = call.arn("ec2", f"launch-template/{template.id if template else '*'}")
    return [*(Ask("ec2:RunInstances", arn, {"ec2:launchtemplate": used}) for arn in (used, *_involved(call, data))),
            *(Ask("ec2:CreateTags", call.arn("ec2", f"{each['ResourceType']}/*"), {"ec2:createaction": "RunInstances"})
              for each in data.get("TagSpecifications", []) if each.get("Tags")),
            *(Ask("iam:PassRole", role, {"iam:passedtoservice": EC2}) for role in _roles(call, data))]


def _involved(call: Call, data: Dict[str, Any]) -> List[str]:
    """Whatever RunInstances makes and uses beside the template."""
    groups = [*data.get("SecurityGroupIds", []), *(group for interface in data.get("NetworkInterfaces", [])
                                                   for group in interface.get("Groups", []))]
    existing = call.response.autoscaling_backend.autoscaling_groups.get(call.value("AutoScalingGroupName"))
    subnets = call.value("VPCZoneIdentifier") or (existing and existing.vpc_zone_identifier) or ""
    return [f"arn:aws:ec2:{call.region}::image/{data.get('ImageId', '*')}", *(call.arn("ec2", named) for named in (
        "instance/*", "network-interface/*", "volume/*",
        *(f"security-group/{group}" for group in groups),
        *(f"subnet/{subnet}" for subnet in subnets.split(",") if subnet)))]


def _template(backend: Any, specification: Dict[str, str]) -> Any:
    name = specification.get("LaunchTemplateName", "")
    return backend.launch_templates.get(specification.get("LaunchTemplateId")
                                        or backend.launch_template_name_to_ids.get(name))


def _data(template: Any, version: str) -> Dict[str, Any]:
    """Of a version that is not there nobody starts anything; who decides over the call leaves that to its service."""
    from moto.ec2.exceptions import InvalidLaunchTemplateVersionNotFound

    try:
        return template.get_version(version).data if template else {}
    except InvalidLaunchTemplateVersionNotFound:
        return {}


def _roles(call: Call, data: Dict[str, Any]) -> List[str]:
    """Of the template's instance profile."""
    from moto.iam.models import iam_backends  # here, so that IAM is loaded when it is used

    profile = data.get("IamInstanceProfile") or {}
    return [role.arn for each in iam_backends[call.account]["aws"].instance_profiles.values()
            if profile and each.name in (profile.get("Name"), profile.get("Arn", "").rpartition("/")[2])
            for role in each.roles]
