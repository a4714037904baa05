"""Further actions that AWS asks of a caller: by its Service Authorization Reference ("dependent actions") or the service's
own page on permissions. Only where a request makes AWS ask: a database without its own secret needs none for secrets.
"""
from __future__ import annotations

from typing import Callable, Dict, List, Tuple

from ..conditions import Context
from .ask import Ask
from .call import Call

LOOK = ("ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs")
# elasticloadbalancing/latest/userguide/elb-api-permissions.html; ec2:GetSecurityGroupsForVpc is not there, AWS refused
# without it (kubernetes-sigs/aws-load-balancer-controller#3917, automat-it/terraform-aws-eks-auxiliary#54)
OF_LOAD_BALANCERS = ("ec2:DescribeAccountAttributes", "ec2:DescribeAddresses", "ec2:DescribeInternetGateways",
                     "ec2:GetSecurityGroupsForVpc", *LOOK)
# service:Operation -> what else is asked, on any resource
ALWAYS: Dict[str, Tuple[str, ...]] = {
    "ec2:CreateVpcEndpoint": LOOK,
    "elasticloadbalancing:CreateLoadBalancer": OF_LOAD_BALANCERS,
    "elasticloadbalancing:CreateTargetGroup": ("ec2:DescribeInternetGateways", "ec2:DescribeVpcs"),
    "elasticloadbalancing:SetSecurityGroups": ("ec2:GetSecurityGroupsForVpc",),
    "elasticloadbalancing:SetSubnets": ("ec2:DescribeSubnets",),
    "route53:AssociateVPCWithHostedZone": ("ec2:DescribeVpcs",),
    "securityhub:BatchGetStandardsControlAssociations": ("securityhub:DescribeStandardsControls",),
    "securityhub:BatchUpdateStandardsControlAssociations": ("securityhub:UpdateStandardsControl",),
}


def dependents(call: Call) -> List[Ask]:
    name = f"{call.service}:{call.operation}"
    where = WHERE.get(name)
    return [*(Ask(action, "*") for action in ALWAYS.get(name, ())), *(where(call) if where else [])]


def _private_names(call: Call) -> List[Ask]:
    """An interface endpoint with private DNS puts the VPC into a hosted zone of AWS's."""
    private = str(call.params.get("PrivateDnsEnabled", "")).lower() == "true"
    return [Ask("route53:AssociateVPCWithHostedZone", "arn:aws:route53:::hostedzone/*")] if private else []


def _database(call: Call) -> List[Ask]:
    """RDS asks for the option group that an instance gets, also for the default one, which no request names.
    AmazonRDS/latest/UserGuide, AllowCreateDBInstanceOnly: og:default*, pg:default*, subgrp:default.
    """
    if call.value("OptionGroupName"):
        return []
    return [Ask(f"rds:{call.operation}", call.arn("rds", f"og:default:{_family(call)}"))]


def _family(call: Call) -> str:
    """postgres-17: of what the call makes, or of what is there."""
    instances = call.response.backend.databases
    existing = instances.get(call.value("DBInstanceIdentifier"))
    engine = call.value("Engine") or getattr(existing, "engine", "") or "*"
    version = call.value("EngineVersion") or str(getattr(existing, "engine_version", "") or "")
    return f"{engine}-{version.split('.')[0] or '*'}"


def _last_snapshot(call: Call) -> List[Ask]:
    snapshot = call.value("FinalDBSnapshotIdentifier")
    if not snapshot:
        return []
    return [Ask("rds:CreateDBSnapshot", call.arn("rds", kind)) for kind in (
        f"db:{call.value('DBInstanceIdentifier')}", f"snapshot:{snapshot}")]


def _private_zone(call: Call) -> List[Ask]:
    return [Ask("ec2:DescribeVpcs", "*")] if call.value("VPC.VPCId") else []


def _image_by_parameter(call: Call) -> List[Ask]:
    image = call.value("LaunchTemplateData.ImageId")
    return [Ask("ssm:GetParameters", call.arn("ssm", "parameter/*"))] if image.startswith("resolve:ssm:") else []


def _role_of_profile(call: Call) -> List[Ask]:
    """Who puts a role into an instance profile hands it to EC2."""
    role = call.response.backend.roles.values()
    context: Context = {"iam:passedtoservice": "ec2.amazonaws.com"}
    return [Ask("iam:PassRole", each.arn, context) for each in role if each.name == call.value("RoleName")]


WHERE: Dict[str, Callable[[Call], List[Ask]]] = {
    "ec2:CreateLaunchTemplate": _image_by_parameter,
    "ec2:CreateLaunchTemplateVersion": _image_by_parameter,
    "ec2:CreateVpcEndpoint": _private_names,
    "iam:AddRoleToInstanceProfile": _role_of_profile,
    "rds:CreateDBInstance": _database,
    "rds:DeleteDBInstance": _last_snapshot,
    "rds:ModifyDBInstance": _database,
    "route53:CreateHostedZone": _private_zone,
}
