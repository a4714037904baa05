"""S3: policies with conditions, log-delivery policies of any shape, lifecycle's smallest size, conditional writes."""
from __future__ import annotations

import json
import threading
from types import SimpleNamespace
from typing import Any

from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from ..emulator import Emulator
from ..extending import store, wrap
from ..iam.conditions import all_met
from ..iam.policy import many
from . import s3_names

MINIMUM_SIZE = "x-amz-transition-default-minimum-object-size"
CONDITIONAL_PUT = threading.Lock()
LOGGING_SERVICE = "logging.s3.amazonaws.com"


def close(emulator: Emulator) -> None:
    s3_names.close()
    wrap(IAMPolicyStatement, "is_action_permitted", _with_conditions)
    wrap(FakeBucket, "_log_permissions_enabled_policy", _log_delivery_allowed)
    wrap(S3Response, "put_object", _conditional_puts_one_at_a_time)
    wrap(S3Response, "_bucket_response_put", _keep_minimum_size)
    wrap(S3Response, "get_bucket_lifecycle", _give_minimum_size_back)


def _conditional_puts_one_at_a_time(original: Any, self: S3Response) -> Any:
    """Of two writers with If-None-Match (Terraform's lock file, say) one must lose; moto checks and then writes."""
    if "If-None-Match" not in self.headers and "If-Match" not in self.headers:
        return original(self)
    with CONDITIONAL_PUT:
        return original(self)


def _with_conditions(original: Any, self: IAMPolicyStatement, action: str, resource: str = "*", principal: Any = None,
                     incoming_condition_values: Any = None) -> PermissionResult:
    """moto takes every condition as met. Here a call counts as one over TLS, which the policies ask for."""
    conditions = self._statement.get("Condition") or {}
    if incoming_condition_values is None and not all_met(conditions, {"aws:securetransport": "true"}):
        return PermissionResult.NEUTRAL
    return original(self, action, resource, principal, incoming_condition_values)


def _log_delivery_allowed(original: Any, target_bucket: Any, target_prefix: Any) -> bool:
    """moto fails on Principal "*" and on a list of resources: it gets one plain statement for each resource."""
    policy = json.loads(target_bucket.policy or b'{"Statement": []}')
    statements = [{**statement, "Resource": resource}
                  for statement in many(policy["Statement"]) if _names_logging(statement.get("Principal"))
                  for resource in many(statement.get("Resource"))]
    plain = SimpleNamespace(policy=json.dumps({"Statement": statements}).encode(), partition="aws",
                            name=target_bucket.name)
    return original(plain, target_prefix)


def _names_logging(principal: Any) -> bool:
    return isinstance(principal, dict) and LOGGING_SERVICE in many(principal.get("Service"))


def _keep_minimum_size(original: Any, self: S3Response, request: Any, bucket_name: str, querystring: Any) -> Any:
    answer = original(self, request, bucket_name, querystring)
    if "lifecycle" in querystring and MINIMUM_SIZE in request.headers:
        store(self.backend.get_bucket(bucket_name), "lifecycle")[MINIMUM_SIZE] = request.headers[MINIMUM_SIZE]
    return answer


def _give_minimum_size_back(original: Any, self: S3Response) -> Any:
    """moto always answers with AWS's default, so Terraform would wait for its own value in vain."""
    status, headers, body = original(self)
    return status, {**headers, **store(self.backend.get_bucket(self.bucket_name), "lifecycle")}, body
