"""The Cognito authoriser: a token of one of its user pools, signed, current, and of the kind that the method wants."""
from __future__ import annotations

import time
from typing import Any, Dict, List, Tuple

from joserfc import jwt
from joserfc.errors import JoseError
from moto.cognitoidp.models import CognitoIdpUserPool, cognitoidp_backends

from .responses import GatewayRefusal

DATES = ("exp", "iat")


def claims_of(token: str, provider_arns: List[str], scopes: List[str]) -> Dict[str, Any]:
    """The claims of a token that is let in; raises GatewayRefusal (401) for any other.

    A method with scopes takes access tokens that have one of them; one without takes ID tokens.
    """
    pools = [pool for arn in provider_arns for pool in _pools(arn)]
    claims, pool = _verified(token.partition("Bearer ")[2] or token, pools)
    if float(claims.get("exp", 0)) <= time.time():
        raise GatewayRefusal("UNAUTHORIZED", "The incoming token has expired")
    kind, audience = ("access", "client_id") if scopes else ("id", "aud")
    if claims.get("token_use") != kind or claims.get(audience) not in pool.clients:
        raise GatewayRefusal("UNAUTHORIZED")
    if scopes and not set(scopes) & set(str(claims.get("scope", "")).split()):
        raise GatewayRefusal("UNAUTHORIZED")
    return claims


def _pools(provider_arn: str) -> List[CognitoIdpUserPool]:
    _, _, _, region, account_id, resource = provider_arn.split(":", 5)
    pool = cognitoidp_backends[account_id][region].user_pools.get(resource.split("/")[-1])
    return [pool] if pool is not None else []


def _verified(token: str, pools: List[CognitoIdpUserPool]) -> Tuple[Dict[str, Any], CognitoIdpUserPool]:
    for pool in pools:
        try:
            claims = jwt.decode(token, pool.json_web_key, algorithms=["RS256"]).claims
        except (JoseError, ValueError):
            continue
        if claims.get("iss") == f"https://cognito-idp.{pool.region}.amazonaws.com/{pool.id}":
            return claims, pool
    raise GatewayRefusal("UNAUTHORIZED")


def as_texts(claims: Dict[str, Any]) -> Dict[str, str]:
    """The claims as a proxy integration gets them: all of them texts."""
    return {name: _text(name, value) for name, value in claims.items()}


def _text(name: str, value: Any) -> str:
    if name in DATES:
        return time.strftime("%a %b %d %H:%M:%S UTC %Y", time.gmtime(value))
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
