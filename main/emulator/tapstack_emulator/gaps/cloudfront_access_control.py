"""CloudFront: an origin access control has one name, versions, and stays while a distribution signs with it."""
from __future__ import annotations

from typing import Any

from moto.cloudfront.exceptions import CloudFrontException
from moto.cloudfront.models import CloudFrontBackend, OriginAccessControl
from moto.cloudfront.responses import CloudFrontResponse

from ..extending import wrap
from .cloudfront_versions import check_version, new_version, refuse_in_use


def close() -> None:
    wrap(CloudFrontBackend, "create_origin_access_control", _create)
    wrap(CloudFrontResponse, "update_origin_access_control", _update)
    wrap(CloudFrontResponse, "delete_origin_access_control", _delete)


def _create(original: Any, self: CloudFrontBackend, config: dict) -> OriginAccessControl:
    if any(each.name == config["Name"] for each in self.origin_access_controls.values()):
        raise CloudFrontException("OriginAccessControlAlreadyExists",
                                  "An origin access control with the specified parameters already exists.")
    return original(self, config)


def _update(original: Any, self: CloudFrontResponse) -> Any:
    control = self.backend.get_origin_access_control(self._get_param("Id"))
    check_version(control, self._get_param("IfMatch"))
    new_version(control)
    return original(self)


def _delete(original: Any, self: CloudFrontResponse) -> Any:
    control = self.backend.get_origin_access_control(self._get_param("Id"))
    check_version(control, self._get_param("IfMatch"))
    refuse_in_use(self.backend, "OriginAccessControlInUse",
                  "Cannot delete the origin access control because it's in use by one or more distributions.",
                  lambda config: any(origin["OriginAccessControlId"] == control.id
                                     for origin in config.Origins["Items"]))
    return original(self)
