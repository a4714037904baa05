"""CloudFront: a distribution gives back all of its configuration, is deployed at once, and must be disabled to go."""
from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from moto.acm.models import CertificateNotFound, acm_backends
from moto.cloudfront.exceptions import CloudFrontException, NoSuchDistribution, OriginDoesNotExist
from moto.cloudfront.models import CloudFrontBackend, Distribution, DistributionConfig
from moto.core.utils import utcnow
from moto.moto_api import state_manager
from moto.wafv2.models import wafv2_backends

from ..extending import after, wrap
from .cloudfront_headers import policies
from .cloudfront_versions import behaviors, check_version, new_version

CERTIFICATE_REGION = "us-east-1"
NONE: Dict[str, Any] = {"Quantity": 0}
READ = {"Quantity": 2, "Items": ["HEAD", "GET"]}

# What AWS adds to a configuration that does not say it.
OF_A_DISTRIBUTION: Dict[str, Any] = {
    "Aliases": NONE, "CacheBehaviors": NONE, "CustomErrorResponses": NONE, "OriginGroups": NONE, "Comment": "",
    "Logging": {"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""}, "PriceClass": "PriceClass_All",
    "ViewerCertificate": {"CloudFrontDefaultCertificate": True, "SSLSupportMethod": "vip",
                          "MinimumProtocolVersion": "TLSv1", "CertificateSource": "cloudfront"},
    "Restrictions": {"GeoRestriction": {"RestrictionType": "none", "Quantity": 0}}, "DefaultRootObject": "",
    "WebACLId": "", "HttpVersion": "http2", "IsIPV6Enabled": True, "Staging": False,
    "ContinuousDeploymentPolicyId": ""}
OF_AN_ORIGIN: Dict[str, Any] = {
    "OriginPath": "", "CustomHeaders": NONE, "ConnectionAttempts": 3, "ConnectionTimeout": 10,
    "OriginShield": {"Enabled": False}, "OriginAccessControlId": ""}
OF_A_BEHAVIOR: Dict[str, Any] = {
    "TrustedSigners": {"Enabled": False, "Quantity": 0}, "TrustedKeyGroups": {"Enabled": False, "Quantity": 0},
    "SmoothStreaming": False, "Compress": False, "LambdaFunctionAssociations": NONE, "FunctionAssociations": NONE,
    "FieldLevelEncryptionId": "", "AllowedMethods": {**READ, "CachedMethods": READ}}


def close() -> None:
    DistributionConfig.__init__ = _whole
    state_manager.set_transition("cloudfront::distribution", {"progression": "immediate"})
    after(Distribution, "__init__", _made_now)
    wrap(CloudFrontBackend, "create_distribution_with_tags", _create)
    wrap(CloudFrontBackend, "update_distribution", _update)
    wrap(CloudFrontBackend, "delete_distribution", _delete)
    wrap(CloudFrontBackend, "list_distributions", _summaries)


def _whole(self: DistributionConfig, config: Dict[str, Any]) -> None:
    """moto keeps the parts that it has classes for, under names of its own; here all is as the API has it."""
    whole = {**OF_A_DISTRIBUTION, **config}
    for part, defaults in (("Origins", OF_AN_ORIGIN), ("CacheBehaviors", OF_A_BEHAVIOR)):
        if whole[part].get("Items"):
            whole[part] = {**whole[part], "Items": [{**defaults, **each} for each in whole[part]["Items"]]}
    whole["DefaultCacheBehavior"] = {**OF_A_BEHAVIOR, **whole["DefaultCacheBehavior"]}
    self.__dict__.update(whole)
    self.caller_reference = whole["CallerReference"]
    origins = {origin["Id"] for origin in whole["Origins"]["Items"]}
    if not origins.issuperset(behavior["TargetOriginId"] for behavior in behaviors(self)):
        raise OriginDoesNotExist


def _made_now(self: Distribution, account_id: str, *_: Any) -> None:
    """moto's ARN lacks the region that CloudFront has not got."""
    self.arn = f"arn:aws:cloudfront::{account_id}:distribution/{self.distribution_id}"
    self.last_modified_time = utcnow()


def _create(original: Any, self: CloudFrontBackend, config: Dict[str, Any], tags: List[dict]) -> Any:
    _check(self, config, None)
    return original(self, config, tags)


def _update(_: Any, self: CloudFrontBackend, dist_config: Dict[str, Any], _id: str,
            if_match: Optional[str]) -> Tuple[Distribution, str, str]:
    """moto takes any version for the newest, and gives the new one the old one's name."""
    distribution = _found(self, _id)
    check_version(distribution, if_match)
    _check(self, dist_config, distribution)
    distribution.distribution_config = DistributionConfig(dist_config)
    distribution.last_modified_time = utcnow()
    new_version(distribution)
    return distribution, distribution.location, distribution.etag


def _delete(_: Any, self: CloudFrontBackend, distribution_id: str, if_match: Optional[str]) -> None:
    distribution = _found(self, distribution_id)
    check_version(distribution, if_match)
    if distribution.distribution_config.Enabled:
        raise CloudFrontException("DistributionNotDisabled",
                                  "The distribution you are trying to delete has not been disabled.")
    del self.distributions[distribution_id]
    self.tagger.delete_all_tags_for_resource(distribution.arn)


def _summaries(original: Any, self: CloudFrontBackend) -> List[Dict[str, Any]]:
    return [{**vars(each.distribution_config), "Id": each.id, "ARN": each.arn, "Status": each.status,
             "LastModifiedTime": each.last_modified_time, "DomainName": each.domain_name} for each in original(self)]


def _found(backend: CloudFrontBackend, distribution_id: str) -> Distribution:
    if distribution_id not in backend.distributions:
        raise NoSuchDistribution
    return backend.distributions[distribution_id]


def _check(backend: CloudFrontBackend, given: Dict[str, Any], updated: Optional[Distribution]) -> None:
    """That what a configuration names is there, and that nobody else has its names."""
    config = DistributionConfig(given)
    for behavior in behaviors(config):
        policy = behavior.get("ResponseHeadersPolicyId")
        if policy and policy not in policies(backend):
            raise CloudFrontException("NoSuchResponseHeadersPolicy", "The response headers policy does not exist.")
    for origin in config.Origins["Items"]:
        control = origin["OriginAccessControlId"]
        if control and control not in backend.origin_access_controls:
            raise CloudFrontException("InvalidOriginAccessControl", "The origin access control does not exist.")
    _check_certificate(backend, config.ViewerCertificate.get("ACMCertificateArn"))
    acl = config.WebACLId
    if acl and acl not in {each.arn for each in wafv2_backends[backend.account_id]["global"].wacls.values()}:
        raise CloudFrontException("InvalidWebACLId", "The web ACL that you specified does not exist.")
    taken = {alias for each in backend.distributions.values() if each is not updated
             for alias in each.distribution_config.Aliases.get("Items", [])}
    if not taken.isdisjoint(config.Aliases.get("Items", [])):
        raise CloudFrontException("CNAMEAlreadyExists", "One or more of the CNAMEs you provided are already "
                                                        "associated with a different resource.")


def _check_certificate(backend: CloudFrontBackend, arn: Optional[str]) -> None:
    if arn and not _issued(backend, arn):
        raise CloudFrontException("InvalidViewerCertificate",
                                  "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't "
                                  "valid, or doesn't include a valid certificate chain.")


def _issued(backend: CloudFrontBackend, arn: str) -> bool:
    try:
        return acm_backends[backend.account_id][CERTIFICATE_REGION].get_certificate(arn).status == "ISSUED"
    except CertificateNotFound:
        return False
