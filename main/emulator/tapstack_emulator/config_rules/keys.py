"""Rules about KMS keys."""
from __future__ import annotations

from typing import Dict, Iterator

from moto.kms.models import kms_backends

from .. import ACCOUNT_ID
from .resource import Resource


def backing_key_rotation_enabled(region: str, _: Dict[str, str]) -> Iterator[Resource]:
    """Customer managed symmetric keys that are in use; AWS rotates its own."""
    backend = kms_backends[ACCOUNT_ID][region]
    for key in list(backend.keys.values()):
        of_aws = any(alias.startswith("alias/aws/") for alias in list(key.aliases))
        if key.key_state == "Enabled" and key.key_spec == "SYMMETRIC_DEFAULT" and not of_aws:
            yield Resource("AWS::KMS::Key", key.id, key.key_rotation_status,
                           backend.tagger.get_tag_dict_for_resource(key.id))
