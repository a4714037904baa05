"""Rules about S3 buckets."""
from __future__ import annotations

import json
from typing import Callable, Dict, Iterator, List, Optional, Tuple

from moto.s3.models import (ALL_USERS_GRANTEE, PERMISSION_FULL_CONTROL, PERMISSION_READ, PERMISSION_WRITE, FakeBucket,
                            s3_backends)
from moto.s3control.models import s3control_backends

from .. import ACCOUNT_ID
from ..iam.policy import ALLOW, DENY, effect, many
from .resource import Resource

Check = Callable[[FakeBucket, Dict[str, str]], bool]
ALL_SETTINGS = ("block_public_acls", "ignore_public_acls", "block_public_policy", "restrict_public_buckets")
READ = ("s3:GetObject", "s3:ListBucket")
WRITE = ("s3:PutObject", "s3:DeleteObject", "s3:PutBucketPolicy")


def rule(check: Check) -> Callable[[str, Dict[str, str]], Iterator[Resource]]:
    def evaluate(region: str, parameters: Dict[str, str]) -> Iterator[Resource]:
        backend = s3_backends[ACCOUNT_ID]["aws"]
        for bucket in list(backend.buckets.values()):
            if bucket.region_name == region:
                yield Resource("AWS::S3::Bucket", bucket.name, check(bucket, parameters),
                               backend.tagger.get_tag_dict_for_resource(bucket.arn))

    return evaluate


def level_public_access_prohibited(bucket: FakeBucket, parameters: Dict[str, str]) -> bool:
    """All four settings of the bucket's own public access block."""
    excluded = [name.strip() for name in parameters.get("excludedPublicBuckets", "").split(",")]
    block = bucket.public_access_block
    return bucket.name in excluded or (block is not None and all(getattr(block, name) for name in ALL_SETTINGS))


def public_read_prohibited(bucket: FakeBucket, _: Dict[str, str]) -> bool:
    return _closed(bucket, READ, PERMISSION_READ)


def public_write_prohibited(bucket: FakeBucket, _: Dict[str, str]) -> bool:
    return _closed(bucket, WRITE, PERMISSION_WRITE)


def ssl_requests_only(bucket: FakeBucket, _: Dict[str, str]) -> bool:
    """The policy denies everybody what does not come over TLS, and not what does."""
    return all(_answer(bucket, "s3:GetObject", resource, "false") == DENY
               and _answer(bucket, "s3:GetObject", resource, "true") != DENY for resource in _resources(bucket))


def _closed(bucket: FakeBucket, actions: Tuple[str, ...], permission: str) -> bool:
    open_by_policy = any(_answer(bucket, action, resource, "true") == ALLOW
                         for action in actions for resource in _resources(bucket))
    open_by_acl = any(ALL_USERS_GRANTEE in grant.grantees
                      and not {permission, PERMISSION_FULL_CONTROL}.isdisjoint(grant.permissions)
                      for grant in (bucket.acl.grants if bucket.acl else []))
    return ((not open_by_policy or _blocked(bucket, "restrict_public_buckets"))
            and (not open_by_acl or _blocked(bucket, "ignore_public_acls")))


def _answer(bucket: FakeBucket, action: str, resource: str, tls: str) -> Optional[str]:
    """What the policy says to everybody."""
    return effect([{"Statement": _for_everybody(bucket)}], action, resource, {"aws:securetransport": tls})


def _resources(bucket: FakeBucket) -> Tuple[str, str]:
    return bucket.arn, f"{bucket.arn}/key"


def _for_everybody(bucket: FakeBucket) -> List[dict]:
    policy = json.loads(bucket.policy or b'{"Statement": []}')
    return [statement for statement in many(policy["Statement"])
            if statement.get("Principal") == "*"
            or isinstance(statement.get("Principal"), dict) and "*" in many(statement["Principal"].get("AWS", []))]


def _blocked(bucket: FakeBucket, setting: str) -> bool:
    """By the bucket's own public access block, or the account's."""
    blocks = (bucket.public_access_block, s3control_backends[ACCOUNT_ID]["aws"].public_access_block)
    return any(getattr(block, setting) for block in blocks if block)
