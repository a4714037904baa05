"""CloudFront: response headers policies, of which moto has none."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Optional

from moto.cloudfront import urls
from moto.cloudfront.exceptions import CloudFrontException
from moto.cloudfront.models import CloudFrontBackend, random_id
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow

from ..extending import add, store
from .cloudfront_versions import behaviors, check_version, new_version, refuse_in_use

PATH = "{0}/2020-05-31/response-headers-policy"


@dataclass
class Policy:
    config: Dict[str, Any]
    id: str = field(default_factory=lambda: random_id().lower())
    etag: str = field(default_factory=random_id)
    last_modified_time: Any = field(default_factory=utcnow)

    def described(self) -> Dict[str, Any]:
        return {"Id": self.id, "LastModifiedTime": self.last_modified_time, "ResponseHeadersPolicyConfig": self.config}


def close() -> None:
    for path in ("$", "/(?P<Id>[^/]+)$", "/(?P<Id>[^/]+)/config$"):
        urls.url_paths[PATH + path] = CloudFrontResponse.dispatch
    add(CloudFrontResponse, create_response_headers_policy, get_response_headers_policy,
        get_response_headers_policy_config, list_response_headers_policies, update_response_headers_policy,
        delete_response_headers_policy)


def policies(backend: CloudFrontBackend) -> Dict[str, Policy]:
    return store(backend, "response_headers_policies")


def create_response_headers_policy(self: CloudFrontResponse) -> ActionResult:
    policy = Policy(self._get_param("ResponseHeadersPolicyConfig"))
    _refuse_same_name(self.backend, policy)
    policies(self.backend)[policy.id] = policy
    return ActionResult({"ResponseHeadersPolicy": policy.described(), "ETag": policy.etag,
                         "Location": f"https://cloudfront.amazonaws.com/2020-05-31/response-headers-policy/{policy.id}"})


def get_response_headers_policy(self: CloudFrontResponse) -> ActionResult:
    policy = _found(self)
    return ActionResult({"ResponseHeadersPolicy": policy.described(), "ETag": policy.etag})


def get_response_headers_policy_config(self: CloudFrontResponse) -> ActionResult:
    policy = _found(self)
    return ActionResult({"ResponseHeadersPolicyConfig": policy.config, "ETag": policy.etag})


def list_response_headers_policies(self: CloudFrontResponse) -> ActionResult:
    """AWS's own ones are not there."""
    found = [] if self._get_param("Type") == "managed" else list(policies(self.backend).values())
    return ActionResult({"ResponseHeadersPolicyList": {
        "MaxItems": 100, "Quantity": len(found),
        "Items": [{"Type": "custom", "ResponseHeadersPolicy": policy.described()} for policy in found]}})


def update_response_headers_policy(self: CloudFrontResponse) -> ActionResult:
    policy = _found(self)
    check_version(policy, self._get_param("IfMatch"))
    _refuse_same_name(self.backend, Policy(self._get_param("ResponseHeadersPolicyConfig"), policy.id))
    policy.config = self._get_param("ResponseHeadersPolicyConfig")
    policy.last_modified_time = utcnow()
    new_version(policy)
    return get_response_headers_policy(self)


def delete_response_headers_policy(self: CloudFrontResponse) -> ActionResult:
    policy = _found(self)
    check_version(policy, self._get_param("IfMatch"))
    refuse_in_use(self.backend, "ResponseHeadersPolicyInUse",
                  "Cannot delete the response headers policy because it is attached to one or more cache behaviors in "
                  "a CloudFront distribution.",
                  lambda config: policy.id in {each.get("ResponseHeadersPolicyId") for each in behaviors(config)})
    del policies(self.backend)[policy.id]
    return EmptyResult()


def _found(response: CloudFrontResponse) -> Policy:
    policy: Optional[Policy] = policies(response.backend).get(response._get_param("Id"))
    if policy is None:
        raise CloudFrontException("NoSuchResponseHeadersPolicy", "The response headers policy does not exist.")
    return policy


def _refuse_same_name(backend: CloudFrontBackend, policy: Policy) -> None:
    if any(each.config["Name"] == policy.config["Name"] and each.id != policy.id
           for each in policies(backend).values()):
        raise CloudFrontException("ResponseHeadersPolicyAlreadyExists",
                                  "A response headers policy with this name already exists.")
