"""`aws:ResourceTag`: the tags of the resource that a question is about.

Keys and EC2's resources only; of other services a condition on it is not met. Of a bucket AWS does not know it either,
unless ABAC is enabled there.
https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html
https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-policies-for-amazon-ec2.html
"""
from __future__ import annotations

from typing import Dict

PREFIX = "aws:resourcetag/"


def resource_tags(resource: str) -> Dict[str, str]:
    """The condition keys of a resource's ARN, in lower case; none of what is made just now, or is missing."""
    parts = resource.split(":", 5)
    if len(parts) < 6 or "*" in resource:
        return {}
    service, region, account, name = parts[2:]
    kind, _, identifier = name.partition("/")
    if service == "ec2":
        return _keys(_ec2(account, region, identifier))
    return _keys(_kms(account, region, identifier)) if (service, kind) == ("kms", "key") else {}


def _keys(tags: Dict[str, str]) -> Dict[str, str]:
    return {PREFIX + key.lower(): value for key, value in tags.items()}


def _ec2(account: str, region: str, identifier: str) -> Dict[str, str]:
    from moto.ec2.models import ec2_backends

    return dict(ec2_backends[account][region].tags.get(identifier, {}))


def _kms(account: str, region: str, identifier: str) -> Dict[str, str]:
    from moto.kms.models import kms_backends

    backend = kms_backends[account][region]
    return dict(backend.tagger.get_tag_dict_for_resource(identifier)) if identifier in backend.keys else {}
