"""Secrets Manager: rotation through the deployed function, and staging labels as AWS moves them."""
from __future__ import annotations

import time
import uuid
from typing import Any, Dict, Optional

from moto.awslambda.exceptions import UnknownFunctionException
from moto.secretsmanager.exceptions import (InvalidParameterException, InvalidRequestException, ResourceExistsException,
                                            SecretsManagerClientError)
from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend

from ..emulator import Emulator
from ..extending import store, wrap
from ..functions.runtime import resolve
from ..rotation import CURRENT, PENDING, Rotations
from ..targets.policies import function_admits

SERVICE = "secretsmanager.amazonaws.com"


def close(emulator: Emulator) -> None:
    rotations = Rotations(emulator)

    def rotate(original: Any, self: SecretsManagerBackend, secret_id: str, client_request_token: Optional[str] = None,
               rotation_lambda_arn: Optional[str] = None, rotation_rules: Optional[Dict[str, Any]] = None,
               rotate_immediately: bool = True) -> str:
        secret = self.secrets.get(secret_id)
        plain = isinstance(secret, FakeSecret) and not secret.is_deleted() and secret.owning_service is None
        if not plain or emulator.functions is None:  # moto refuses, or RDS rotates
            return original(self, secret_id, client_request_token, rotation_lambda_arn, rotation_rules,
                            rotate_immediately)
        if client_request_token:
            self._client_request_token_validator(client_request_token)
        _configure(secret, rotation_lambda_arn or secret.rotation_lambda_arn, rotation_rules)
        return _start(rotations, secret, client_request_token or str(uuid.uuid4()), rotate_immediately)

    wrap(SecretsManagerBackend, "rotate_secret", rotate)
    wrap(SecretsManagerBackend, "put_secret_value", _first_is_current)
    wrap(SecretsManagerBackend, "update_secret_version_stage", _move_stage)
    wrap(SecretsManagerBackend, "_check_with_existing_secrets_and_versions", _never_change_a_version)
    wrap(FakeSecret, "to_dict", _with_rules)


def _configure(secret: FakeSecret, function_arn: str, rules: Optional[Dict[str, Any]]) -> None:
    if not function_arn:
        raise InvalidRequestException("No Lambda rotation function ARN is associated with this secret.")
    days = (rules or {}).get("AutomaticallyAfterDays")
    if days is not None and not 1 <= days <= 1000:
        raise InvalidParameterException("RotationRules.AutomaticallyAfterDays must be within 1-1000.")
    _check_permission(function_arn, secret)
    secret.rotation_requested = secret.rotation_enabled = True
    secret.rotation_lambda_arn = function_arn
    if rules:
        store(secret, "rotation")["rules"] = rules
        if days is not None:
            secret.auto_rotate_after_days = days
            secret.next_rotation_date = int(time.time()) + days * 86400


def _check_permission(function_arn: str, secret: FakeSecret) -> None:
    try:
        function, arn = resolve(function_arn)
    except UnknownFunctionException:
        function = None
    if function is None or not function_admits(function, arn, SERVICE, secret.arn):
        raise SecretsManagerClientError(
            "AccessDeniedException", "Secrets Manager cannot invoke the specified Lambda function. Ensure that the "
            f"function policy grants access to the principal {SERVICE}.")


def _start(rotations: Rotations, secret: FakeSecret, token: str, immediately: bool) -> str:
    if not immediately:
        current = secret.versions.get(secret.default_version_id, {})
        secret.versions[token] = {**current, "version_id": token, "createdate": int(time.time()),
                                  "version_stages": [PENDING]}
        rotations.test(secret, token)
        return secret.to_short_dict()
    unfinished = next((version for version in secret.versions.values() if PENDING in version["version_stages"]
                       and CURRENT not in version["version_stages"]), None)
    if unfinished is not None:
        rotations.begin(secret, unfinished["version_id"])
        raise InvalidRequestException("A previous rotation isn't complete. That rotation will be reattempted.")
    secret.remove_version_stages_from_old_versions([PENDING])
    secret.versions[token] = {"createdate": int(time.time()), "version_id": token, "version_stages": [PENDING]}
    rotations.begin(secret, token)
    return secret.to_short_dict(version_id=token)


def _first_is_current(original: Any, self: SecretsManagerBackend, secret_id: str, secret_string: Any, secret_binary: Any,
                      client_request_token: str, version_stages: Any) -> str:
    """moto takes the version that a rotation has announced for the first one; AWS the first one with a value."""
    secret = self.secrets.get(secret_id)
    if isinstance(secret, FakeSecret) and CURRENT not in version_stages and not any(
            _has_value(version) for version in secret.versions.values()):
        version_stages = [*version_stages, CURRENT]
    return original(self, secret_id, secret_string, secret_binary, client_request_token, version_stages)


def _has_value(version: Dict[str, Any]) -> bool:
    return "secret_string" in version or "secret_binary" in version


def _move_stage(original: Any, self: SecretsManagerBackend, secret_id: str, version_stage: str,
                remove_from_version_id: str, move_to_version_id: str) -> Any:
    """moto goes on giving the old version to who asks for none, and knows no secret whose first version is yet to come."""
    secret = self.secrets.get(secret_id)
    if version_stage == CURRENT and not remove_from_version_id and _has_no_current(secret, move_to_version_id):
        secret.versions[move_to_version_id]["version_stages"].append(CURRENT)
        answer = secret.arn, secret.name
    else:
        answer = original(self, secret_id, version_stage, remove_from_version_id, move_to_version_id)
    if version_stage == CURRENT and move_to_version_id:
        self.secrets[secret_id].set_default_version_id(move_to_version_id)
    return answer


def _has_no_current(secret: Any, version: str) -> bool:
    return isinstance(secret, FakeSecret) and version in secret.versions and not any(
        CURRENT in other["version_stages"] for other in secret.versions.values())


def _never_change_a_version(original: Any, self: SecretsManagerBackend, secret_name: str, token: Optional[str],
                            secret_string: Any, secret_binary: Any, *more: Any, **named: Any) -> Any:
    """A step that is tried again finds the pending version's value as it is; moto would take another one for it."""
    secret = self.secrets.get(secret_name)
    version = secret.versions.get(token) if isinstance(secret, FakeSecret) else None
    if version is not None and _has_value(version):
        if (version.get("secret_string"), version.get("secret_binary")) == (secret_string, secret_binary):
            return secret
        raise ResourceExistsException(f"You can't use ClientRequestToken {token} because that value is already in use "
                                      f"for a version of secret {secret.arn}.")
    return original(self, secret_name, token, secret_string, secret_binary, *more, **named)


def _with_rules(original: Any, self: FakeSecret) -> Dict[str, Any]:
    described = original(self)
    rules = store(self, "rotation").get("rules")
    return {**described, "RotationRules": rules} if rules and "RotationRules" in described else described
