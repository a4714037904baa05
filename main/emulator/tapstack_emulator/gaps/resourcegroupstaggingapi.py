"""The Resource Groups Tagging API: GetResources lists every type with tags but roles, users and Auto Scaling groups
(https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html). moto knows some types.
"""
from __future__ import annotations

from typing import Any, Dict, Iterator, List, Optional, Tuple

from moto.apigateway.models import apigateway_backends
from moto.awslambda.models import lambda_backends
from moto.cloudtrail.models import cloudtrail_backends
from moto.cognitoidp.models import cognitoidp_backends
from moto.elbv2.models import elbv2_backends
from moto.events.models import events_backends
from moto.guardduty.models import guardduty_backends
from moto.iam.models import iam_backends
from moto.logs.models import logs_backends
from moto.rds.models import rds_backends
from moto.resourcegroupstaggingapi.models import ResourceGroupsTaggingAPIBackend
from moto.securityhub.models import securityhub_backends
from moto.wafv2.models import wafv2_backends

from ..accessanalyzer.models import accessanalyzer_backends
from ..emulator import Emulator
from ..extending import wrap

Tags = Dict[str, str]
MOTOS_IDENTITY = ":email-identity/"  # AWS's is ":identity/"
GLOBAL_REGION = "us-east-1"

# The beginning of an EC2 resource's id, and the type in its ARN
EC2 = {"eipalloc": "elastic-ip", "eni": "network-interface", "fl": "vpc-flow-log", "i": "instance",
       "igw": "internet-gateway", "lt": "launch-template", "nat": "natgateway", "rtb": "route-table",
       "sg": "security-group", "sgr": "security-group-rule", "subnet": "subnet", "vol": "volume", "vpc": "vpc",
       "vpce": "vpc-endpoint"}


def close(_: Emulator) -> None:
    wrap(ResourceGroupsTaggingAPIBackend, "_get_resources_generator", _resources)


def _resources(original: Any, self: ResourceGroupsTaggingAPIBackend, tag_filters: Optional[List[dict]] = None,
               resource_type_filters: Optional[List[str]] = None) -> Iterator[dict]:
    ours = dict(_tagged(self)) if not resource_type_filters else {}
    for each in original(self, tag_filters, resource_type_filters):
        # EC2's types and SES's identities have other names in AWS's ARNs
        if each["ResourceARN"] not in ours and not any(part in each["ResourceARN"] for part in (":ec2:", MOTOS_IDENTITY)):
            yield each
    for arn, tags in ours.items():
        if tags and all(key["Key"] in tags and (not key.get("Values") or tags[key["Key"]] in key["Values"])
                        for key in tag_filters or ()):
            yield {"ResourceARN": arn, "Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}


def _tagged(self: ResourceGroupsTaggingAPIBackend) -> Iterator[Tuple[str, Tags]]:
    def arn(service: str, resource: str, account: str = self.account_id) -> str:
        return f"arn:aws:{service}:{self.region_name}:{account}:{resource}"

    def of(backends: Any) -> Any:
        return backends[self.account_id][self.region_name]

    for resource, tags in list(self.ec2_backend.tags.items()):
        if resource.partition("-")[0] in EC2:
            yield arn("ec2", f"{EC2[resource.partition('-')[0]]}/{resource}"), tags
    for tagger in (of(cloudtrail_backends).tagging_service, of(elbv2_backends).tagging_service, of(events_backends).tagger,
                   of(logs_backends).tagger, self.sesv2_backend.core_backend.tagger):
        for resource, tags in list(tagger.tags.items()):
            if MOTOS_IDENTITY not in resource:
                yield resource, dict(tags)
    for api in list(of(apigateway_backends).apis.values()):
        yield arn("apigateway", f"/restapis/{api.id}", ""), api.tags or {}
        for name, stage in list(api.stages.items()):
            yield arn("apigateway", f"/restapis/{api.id}/stages/{name}", ""), stage.tags or {}
    for name, domain in list(of(apigateway_backends).domain_names.items()):
        yield arn("apigateway", f"/domainnames/{name}", ""), domain.tags or {}
    for pool in list(of(cognitoidp_backends).user_pools.values()):
        yield pool.arn, pool.extended_config.get("UserPoolTags") or {}
    for mapping in list(of(lambda_backends)._event_source_mappings.values()):
        yield mapping.arn, mapping.tags
    for group in [*of(rds_backends).subnet_groups.values(), *of(rds_backends).db_parameter_groups.values()]:
        yield group.arn, _flat(group.get_tags())
    for detector in list(of(guardduty_backends).detectors.values()):
        yield arn("guardduty", f"detector/{detector.id}"), detector.tags
    if of(securityhub_backends).enabled:
        yield arn("securityhub", "hub/default"), of(securityhub_backends).tags
    for analyzer in list(of(accessanalyzer_backends).analyzers.values()):
        yield analyzer["arn"], analyzer["tags"]
    for acl in list(of(wafv2_backends).wacls.values()):
        yield acl.arn, of(wafv2_backends).tagging_service.get_tag_dict_for_resource(acl.arn)
    if self.region_name == GLOBAL_REGION:
        edge = wafv2_backends[self.account_id]["aws"]
        for acl in list(edge.wacls.values()):
            yield acl.arn, edge.tagging_service.get_tag_dict_for_resource(acl.arn)
        iam = iam_backends[self.account_id]["aws"]
        for policy in list(iam.managed_policies.values()):
            yield policy.arn, _flat(policy.get_tags())
        for profile in list(iam.instance_profiles.values()):
            yield profile.arn, _flat(profile.tags)


def _flat(tags: List[dict]) -> Tags:
    return {tag["Key"]: tag["Value"] for tag in tags or ()}
