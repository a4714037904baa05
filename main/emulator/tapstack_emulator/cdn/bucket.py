"""An origin that is a bucket: read as CloudFront, by the policies of bucket and key that were deployed."""
from __future__ import annotations

import json
import re
from typing import Any, Dict, Optional
from urllib.parse import unquote

from moto.kms.models import kms_backends
from moto.s3.models import s3_backends

from .. import ACCOUNT_ID
from ..gateway.request import Answer, Request
from ..targets.policies import admits
from . import objects
from .answers import Problem
from .distributions import backend

CLOUDFRONT = "cloudfront.amazonaws.com"
NOBODY = "anonymous"  # whom no policy names: what is left is what everybody may
DOMAIN = re.compile(r"(.+)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com")


def is_one(origin: Dict[str, Any]) -> bool:
    return "CustomOriginConfig" not in origin


def ask(distribution: Any, origin: Dict[str, Any], request: Request) -> Answer:
    if request.method not in ("GET", "HEAD"):
        return _error(405, "MethodNotAllowed", "The specified method is not allowed against this resource.")
    match = DOMAIN.fullmatch(origin["DomainName"])
    buckets = s3_backends[ACCOUNT_ID]["aws"]
    bucket = buckets.buckets.get(match.group(1)) if match else None
    if bucket is None:
        raise Problem(502, f"CloudFront wasn't able to resolve the origin domain name {origin['DomainName']}.")
    reader = Reader(CLOUDFRONT if _signs(origin) else NOBODY, distribution.arn)
    name = unquote(request.path[1:])
    if not reader.may_in(bucket, "s3:GetObject", f"{bucket.arn}/{name}"):
        return _denied()
    key = buckets.get_object(bucket.name, name) if name else None
    if key is None:  # that there is none is told only to who may list
        if not reader.may_in(bucket, "s3:ListBucket", bucket.arn):
            return _denied()
        return _error(404, "NoSuchKey", "The specified key does not exist.")
    if key.encryption == "aws:kms" and not reader.may_decrypt(key, bucket):
        return _denied()
    return objects.answer(key, request)


class Reader:
    def __init__(self, service: str, distribution_arn: str):
        self._service = service
        self._source = distribution_arn

    def may_in(self, bucket: Any, action: str, resource: str) -> bool:
        return bool(bucket.policy) and admits(json.loads(bucket.policy), self._service, action, resource, self._source)

    def may_decrypt(self, key: Any, bucket: Any) -> bool:
        """The key that AWS manages for S3 lets nobody of another service in."""
        found = _kms_key(key.kms_key_id, bucket.region_name) if key.kms_key_id else None
        return found is not None and admits(json.loads(found.policy), self._service, "kms:Decrypt", found.arn,
                                            self._source)


def _signs(origin: Dict[str, Any]) -> bool:
    """Whether the origin has an access control that signs."""
    control = backend().origin_access_controls.get(origin["OriginAccessControlId"])
    return control is not None and control.signing_behavior != "never"


def _kms_key(name: str, region: str) -> Optional[Any]:
    """`name` is an id, an alias or an ARN of either."""
    keys = kms_backends[ACCOUNT_ID][name.split(":")[3] if name.startswith("arn:") else region]
    return keys.keys.get(keys.any_id_to_key_id(name))


def _denied() -> Answer:
    return _error(403, "AccessDenied", "Access Denied")


def _error(status: int, code: str, message: str) -> Answer:
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>'
    return Answer(status, body.encode(), [("Server", "AmazonS3"), ("Content-Type", "application/xml")])
