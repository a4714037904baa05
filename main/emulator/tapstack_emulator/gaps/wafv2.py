"""WAF: a web ACL stays as long as a distribution or another resource uses it; what uses it is listed.

waf/latest/APIReference: API_DeleteWebACL, API_ListResourcesForWebACL. That an association ends with its resource is inferred
from the API, which gives no way to end it then.
"""
from __future__ import annotations

import json
from typing import Any, List

from moto.cloudfront.models import cloudfront_backends
from moto.core.responses import TYPE_RESPONSE
from moto.wafv2.exceptions import WAFNonexistentItemException, WAFv2ClientError
from moto.wafv2.models import WAFV2Backend
from moto.wafv2.responses import WAFV2Response

from ..emulator import Emulator
from ..extending import add, wrap

PARTS = {"APPLICATION_LOAD_BALANCER": ":loadbalancer/app/", "API_GATEWAY": ":/restapis/"}  # of the ARNs of each type


def close(_: Emulator) -> None:
    wrap(WAFV2Backend, "delete_web_acl", _unless_used)
    add(WAFV2Response, list_resources_for_web_acl)


def list_resources_for_web_acl(self: WAFV2Response) -> TYPE_RESPONSE:
    acl = self.wafv2_backend.wacls.get(self._get_param("WebACLArn"))
    if acl is None:
        raise WAFNonexistentItemException
    part = PARTS.get(self._get_param("ResourceType") or "APPLICATION_LOAD_BALANCER", "none")
    found = [arn for arn in _users(self.wafv2_backend, acl) if part in arn]
    return 200, {}, json.dumps({"ResourceArns": found})


def _users(backend: WAFV2Backend, acl: Any) -> List[str]:
    from moto.apigateway.models import apigateway_backends  # here, so that both are loaded when they are used
    from moto.elbv2.models import elbv2_backends
    balancers = elbv2_backends[backend.account_id][backend.region_name].load_balancers
    apis = apigateway_backends[backend.account_id][backend.region_name].apis
    stages = [f"/restapis/{api.id}/stages/{stage}" for api in apis.values() for stage in api.stages]
    return [arn for arn in acl.associated_resources if arn in balancers or arn.endswith(tuple(stages))]


def _unless_used(original: Any, self: WAFV2Backend, name: str, scope: str, _id: str, lock_token: str) -> None:
    distributions = cloudfront_backends[self.account_id]["aws"].distributions.values()
    acl = next((each for each in self.wacls.values() if each.id == _id), None)
    if acl and (_users(self, acl) if scope == "REGIONAL" else any(
            each.distribution_config.WebACLId == acl.arn for each in distributions)):
        raise WAFv2ClientError("WAFAssociatedItemException",
                               "AWS WAF couldn't perform the operation because your resource is being used by another "
                               "resource or it's associated with another resource.")
    original(self, name, scope, _id, lock_token)
