"""aws:ResourceTag of what a call is about, of the types that have an id and no name. What is only about to exist has none
(kms/latest/developerguide/tag-authorization.html). S3 sets none: ABAC is off in a general purpose bucket until it is enabled
(AmazonS3/latest/userguide/buckets-tagging-enable-abac.html).
"""
from __future__ import annotations

from typing import Dict, Mapping


def resource_tags(arn: str) -> Dict[str, str]:
    """By condition key, in lower case."""
    parts = arn.split(":", 5)
    if len(parts) < 6 or "*" in arn:
        return {}
    _, _, service, region, account, resource = parts
    kind, _, name = resource.partition("/")
    found: Mapping[str, str] = {}
    if service == "kms" and kind == "key":
        found = _of_key(account, region, name)
    elif service == "ec2":
        found = _of_network(account, region, name)
    return {f"aws:resourcetag/{key.lower()}": value for key, value in found.items()}


def _of_key(account: str, region: str, key: str) -> Mapping[str, str]:
    from moto.kms.models import kms_backends

    return kms_backends[account][region].tagger.get_tag_dict_for_resource(key)


def _of_network(account: str, region: str, name: str) -> Mapping[str, str]:
    from moto.ec2.models import ec2_backends

    return ec2_backends[account][region].tags.get(name) or {}
