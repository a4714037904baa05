"""WAF: a web ACL stays as long as a distribution or another resource uses it."""
from __future__ import annotations

from typing import Any

from moto.cloudfront.models import cloudfront_backends
from moto.wafv2.exceptions import WAFv2ClientError
from moto.wafv2.models import WAFV2Backend

from ..emulator import Emulator
from ..extending import wrap


def close(_: Emulator) -> None:
    wrap(WAFV2Backend, "delete_web_acl", _unless_used)


def _unless_used(original: Any, self: WAFV2Backend, name: str, scope: str, _id: str, lock_token: str) -> None:
    backend = cloudfront_backends[self.account_id]["aws"]
    acl = next((each for each in self.wacls.values() if each.id == _id), None)
    if acl and (acl.associated_resources or any(each.distribution_config.WebACLId == acl.arn
                                                for each in backend.distributions.values())):
        raise WAFv2ClientError("WAFAssociatedItemException",
                               "AWS WAF couldn't perform the operation because your resource is being used by another "
                               "resource or it's associated with another resource.")
    original(self, name, scope, _id, lock_token)
