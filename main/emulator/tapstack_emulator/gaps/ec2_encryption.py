"""EC2: the key that EBS encrypts with when none is named may be asked for and reset."""
from __future__ import annotations

from moto.core.responses import ActionResult
from moto.ec2.models.elastic_block_store import EBSBackend
from moto.ec2.responses import EC2Response

from ..extending import add


def close() -> None:
    add(EC2Response, get_ebs_default_kms_key_id, reset_ebs_default_kms_key_id)


def get_ebs_default_kms_key_id(self: EC2Response) -> ActionResult:
    self.error_on_dryrun()
    backend: EBSBackend = self.ec2_backend
    return ActionResult({"KmsKeyId": backend.default_kms_key_id or backend.modify_ebs_default_kms_key_id("")})


def reset_ebs_default_kms_key_id(self: EC2Response) -> ActionResult:
    self.error_on_dryrun()
    return ActionResult({"KmsKeyId": self.ec2_backend.modify_ebs_default_kms_key_id("")})
