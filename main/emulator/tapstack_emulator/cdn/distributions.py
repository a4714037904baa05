"""Which distribution a name leads to, and which of its behaviours a path."""
from __future__ import annotations

from typing import Any, Dict, Optional

from moto.cloudfront.models import cloudfront_backends

from .. import ACCOUNT_ID
from ..iam.conditions import glob

PUBLIC, LOCAL = ".cloudfront.net", ".cloudfront.localhost"


def backend() -> Any:
    return cloudfront_backends[ACCOUNT_ID]["aws"]


def find(host: str) -> Optional[Any]:
    """moto's distribution; `host` in lower case."""
    return next((each for each in list(backend().distributions.values()) if host in _names(each)), None)


def _names(distribution: Any) -> "set[str]":
    return {distribution.domain_name.lower(), distribution.id.lower() + LOCAL,
            *(alias.lower() for alias in distribution.distribution_config.Aliases.get("Items") or [])}


def asked_path(config: Any, path: str) -> str:
    return f"/{config.DefaultRootObject.lstrip('/')}" if path == "/" and config.DefaultRootObject else path


def behavior_of(config: Any, path: str) -> Dict[str, Any]:
    """The first whose pattern fits, in their order, or the default one."""
    return next((each for each in config.CacheBehaviors.get("Items") or []
                 if glob("/" + each["PathPattern"].lstrip("/"), path)), config.DefaultCacheBehavior)


def origin_of(config: Any, behavior: Dict[str, Any]) -> Dict[str, Any]:
    return next(each for each in config.Origins["Items"] if each["Id"] == behavior["TargetOriginId"])
