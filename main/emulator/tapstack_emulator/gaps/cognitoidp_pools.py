"""Cognito user pools: tags, changes that keep what is set only once, protection against deletion."""
from __future__ import annotations

from typing import Any, Dict

from moto.cognitoidp.exceptions import InvalidParameterException, ResourceNotFoundError
from moto.cognitoidp.models import CognitoIdpBackend, CognitoIdpUserPool
from moto.cognitoidp.responses import CognitoIdpResponse
from moto.core.responses import ActionResult, EmptyResult

from ..extending import add, wrap

TIER = {"UserPoolTier": "ESSENTIALS"}  # AWS's default where the caller names none
SET_ONCE = ("AliasAttributes", "Schema", "UsernameAttributes", "UsernameConfiguration")


def close() -> None:
    wrap(CognitoIdpBackend, "create_user_pool", _create)
    wrap(CognitoIdpBackend, "update_user_pool", _update)
    wrap(CognitoIdpBackend, "delete_user_pool", _delete)
    add(CognitoIdpResponse, tag_resource, untag_resource, list_tags_for_resource)


def _create(original: Any, self: CognitoIdpBackend, name: str, extended_config: Dict[str, Any]) -> CognitoIdpUserPool:
    return original(self, name, {**TIER, **extended_config})


def _update(original: Any, self: CognitoIdpBackend, user_pool_id: str, extended_config: Dict[str, Any]) -> None:
    kept = self.describe_user_pool(user_pool_id).extended_config
    original(self, user_pool_id, {**{name: kept[name] for name in (*SET_ONCE, *TIER, "UserPoolTags") if name in kept},
                                  **extended_config})


def _delete(original: Any, self: CognitoIdpBackend, user_pool_id: str) -> None:
    if self.describe_user_pool(user_pool_id).extended_config.get("DeletionProtection") == "ACTIVE":
        raise InvalidParameterException("The user pool cannot be deleted because deletion protection is activated. "
                                        "Deletion protection must be inactivated first.")
    original(self, user_pool_id)


def tag_resource(self: CognitoIdpResponse) -> ActionResult:
    pool = _pool(self)
    pool.extended_config["UserPoolTags"] = {**_tags(pool), **self._get_param("Tags")}
    return EmptyResult()


def untag_resource(self: CognitoIdpResponse) -> ActionResult:
    pool, gone = _pool(self), self._get_param("TagKeys")
    pool.extended_config["UserPoolTags"] = {key: value for key, value in _tags(pool).items() if key not in gone}
    return EmptyResult()


def list_tags_for_resource(self: CognitoIdpResponse) -> ActionResult:
    return ActionResult({"Tags": _tags(_pool(self))})


def _pool(self: CognitoIdpResponse) -> CognitoIdpUserPool:
    arn = self._get_param("ResourceArn")
    found = next((pool for pool in self.backend.user_pools.values() if pool.arn == arn), None)
    if found is None:
        raise ResourceNotFoundError(f"{arn} does not exist")
    return found


def _tags(pool: CognitoIdpUserPool) -> Dict[str, str]:
    return pool.extended_config.get("UserPoolTags") or {}
