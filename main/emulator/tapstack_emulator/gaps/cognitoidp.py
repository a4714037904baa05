"""Cognito user pools: sign-in as the app client allows it, with its secret; ID tokens with the user's attributes."""
from __future__ import annotations

from typing import Any, Dict

from moto.cognitoidp.exceptions import InvalidParameterException, NotAuthorizedError
from moto.cognitoidp.models import CognitoIdpBackend, CognitoIdpUserPool
from moto.cognitoidp.utils import check_secret_hash

from ..emulator import Emulator
from ..extending import wrap
from . import cognitoidp_pools

# Cognito's default where a client names no flows.
DEFAULT_FLOWS = ("ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH")
FLOWS = {"ADMIN_USER_PASSWORD_AUTH": ("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"),
         "ADMIN_NO_SRP_AUTH": ("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"),
         "USER_PASSWORD_AUTH": ("ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH")}
BOOLEANS = ("email_verified", "phone_number_verified")


def close(_: Emulator) -> None:
    cognitoidp_pools.close()
    wrap(CognitoIdpBackend, "initiate_auth", _initiate)
    wrap(CognitoIdpBackend, "admin_initiate_auth", _initiate_as_admin)
    wrap(CognitoIdpUserPool, "create_jwt", _with_attributes)


def _initiate(original: Any, self: CognitoIdpBackend, client_id: str, auth_flow: str,
              auth_parameters: Dict[str, str]) -> Any:
    client = next((pool.clients[client_id] for pool in self.user_pools.values() if client_id in pool.clients), None)
    _check(client, auth_flow, auth_parameters)
    return original(self, client_id, auth_flow, auth_parameters)


def _initiate_as_admin(original: Any, self: CognitoIdpBackend, user_pool_id: str, client_id: str, auth_flow: str,
                       auth_parameters: Dict[str, str]) -> Any:
    pool = self.user_pools.get(user_pool_id)
    _check(pool.clients.get(client_id) if pool is not None else None, auth_flow, auth_parameters)
    return original(self, user_pool_id, client_id, auth_flow, auth_parameters)


def _check(client: Any, flow: str, parameters: Dict[str, str]) -> None:
    """moto lets everybody in by any flow, the secret unasked."""
    if client is None or flow not in FLOWS:
        return  # moto's own errors, moto's own checks
    if not set(FLOWS[flow]) & set(client.extended_config.get("ExplicitAuthFlows") or DEFAULT_FLOWS):
        raise InvalidParameterException(f"{flow} flow not enabled for this client")
    username, given = parameters.get("USERNAME", ""), parameters.get("SECRET_HASH")
    if client.generate_secret and given is None:
        raise NotAuthorizedError(f"Client {client.id} is configured with secret but SECRET_HASH was not received")
    if client.generate_secret and not check_secret_hash(client.secret, client.id, username, given):
        raise NotAuthorizedError(f"Unable to verify secret hash for client {client.id}")


def _with_attributes(original: Any, self: CognitoIdpUserPool, client_id: str, username: str, token_use: str,
                     expires_in: int = 3600, extra_data: Any = None) -> Any:
    extra = dict(extra_data or {})
    if token_use == "id":
        for attribute in self._get_user(username).attributes:
            name, value = attribute["Name"], attribute["Value"]
            if name != "sub":
                extra[name] = str(value).lower() == "true" if name in BOOLEANS else value
    return original(self, client_id, username, token_use, expires_in, extra)
