"""Elastic Load Balancing: protected load balancers stay, access logs need the bucket's consent, names and ports are unique."""
from __future__ import annotations

from typing import Any, Dict, List

from moto.elbv2.exceptions import (DuplicateListenerError, DuplicateLoadBalancerName, ELBClientError,
                                   LoadBalancerNotFoundError)
from moto.elbv2.models import ELBv2Backend, FakeListener, FakeLoadBalancer
from moto.s3.models import s3_backends

from ..emulator import Emulator
from ..extending import after, wrap
from ..targets.policies import bucket_admits

DELIVERY = "logdelivery.elasticloadbalancing.amazonaws.com"
LOGS = "access_logs.s3."
PROTECTION = "deletion_protection.enabled"
TEST_FILE = "ELBAccessLogTestFile"
OF_APPLICATIONS = {"idle_timeout.timeout_seconds": "60", LOGS + "enabled": "false",
                   "routing.http.drop_invalid_header_fields.enabled": "false",
                   "routing.http.desync_mitigation_mode": "defensive", "routing.http2.enabled": "true",
                   "routing.http.preserve_host_header.enabled": "false",
                   "routing.http.xff_client_port.enabled": "false",
                   "routing.http.xff_header_processing.mode": "append",
                   "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": "false",
                   "waf.fail_open.enabled": "false", "load_balancing.cross_zone.enabled": "true"}


def close(_: Emulator) -> None:
    after(FakeLoadBalancer, "__init__", _all_attributes)
    wrap(ELBv2Backend, "create_load_balancer", _named_once)
    wrap(ELBv2Backend, "modify_load_balancer_attributes", _modify)
    wrap(ELBv2Backend, "delete_load_balancer", _delete)
    wrap(ELBv2Backend, "create_listener", _one_a_port)
    wrap(ELBv2Backend, "delete_listener", _delete_listener)


def _all_attributes(self: FakeLoadBalancer, *_: Any, **__: Any) -> None:
    if self.type == "application":
        self.attrs = {**self.attrs, **OF_APPLICATIONS}


def _named_once(original: Any, self: ELBv2Backend, name: str, *more: Any, **named: Any) -> FakeLoadBalancer:
    if any(each.name == name for each in self.load_balancers.values()):
        raise DuplicateLoadBalancerName()
    return original(self, name, *more, **named)


def _modify(original: Any, self: ELBv2Backend, arn: str, attrs: Dict[str, str]) -> Dict[str, str]:
    balancer = _found(self, arn)
    wanted = {**balancer.attrs, **attrs}
    if wanted.get(LOGS + "enabled") == "true" and any(name.startswith(LOGS) for name in attrs):
        _check_delivery(self, balancer, wanted.get(LOGS + "bucket", ""), wanted.get(LOGS + "prefix", ""))
    return original(self, arn, attrs)


def _check_delivery(backend: ELBv2Backend, balancer: FakeLoadBalancer, name: str, prefix: str) -> None:
    """As AWS does, by writing a file: in the same region, as the policy lets it, and with S3's own keys only."""
    bucket = s3_backends[backend.account_id][backend.partition].buckets.get(name)
    if bucket is None or bucket.region_name != backend.region_name:
        raise _refused(f"S3 bucket {name} does not exist in region {backend.region_name}.")
    key = "/".join(part for part in (prefix, "AWSLogs", backend.account_id, TEST_FILE) if part)
    if _encrypted_by_kms(bucket) or not bucket_admits(bucket, DELIVERY, key, balancer.arn):
        raise _refused(f"Access Denied for bucket: {name}. Please check S3bucket permission")


def _encrypted_by_kms(bucket: Any) -> bool:
    rule = (bucket.encryption or {}).get("Rule", {})
    return rule.get("ApplyServerSideEncryptionByDefault", {}).get("SSEAlgorithm", "AES256") != "AES256"


def _delete(original: Any, self: ELBv2Backend, arn: str) -> None:
    balancer = self.load_balancers.get(arn)
    if balancer is not None:
        if balancer.attrs[PROTECTION] == "true":
            raise ELBClientError("OperationNotPermitted",
                                 f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled")
        for listener in list(balancer.listeners):
            self.delete_listener(listener)
        self.tagging_service.delete_all_tags_for_resource(arn)
    original(self, arn)


def _one_a_port(original: Any, self: ELBv2Backend, load_balancer_arn: str, protocol: str, port: Any, ssl_policy: str,
                certificate: Any, actions: List[dict], *more: Any, **named: Any) -> FakeListener:
    if any(str(each.port) == str(port) for each in _found(self, load_balancer_arn).listeners.values()):
        raise DuplicateListenerError()
    if protocol in ("HTTPS", "TLS"):
        if not certificate:
            raise ELBClientError("ValidationError", f"A certificate must be specified for {protocol} listeners")
        if not self._certificate_exists(certificate):
            raise ELBClientError("CertificateNotFound", f"Certificate ARN '{certificate}' not found")
    return original(self, load_balancer_arn, protocol, port, ssl_policy, certificate, actions, *more, **named)


def _delete_listener(original: Any, self: ELBv2Backend, listener_arn: str) -> FakeListener:
    """Its certificate may go, too, after it."""
    from moto.acm.models import acm_backends  # here, so that ACM is loaded when it is used

    listener = original(self, listener_arn)
    for certificate in acm_backends[self.account_id][self.region_name]._certificates.values():
        certificate.in_use_by = [each for each in certificate.in_use_by if each != listener_arn]
    return listener


def _found(backend: ELBv2Backend, arn: str) -> FakeLoadBalancer:
    if arn not in backend.load_balancers:
        raise LoadBalancerNotFoundError()
    return backend.load_balancers[arn]


def _refused(message: str) -> ELBClientError:
    return ELBClientError("InvalidConfigurationRequest", message)
