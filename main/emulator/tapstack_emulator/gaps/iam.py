"""IAM: a policy's document comes URL-encoded, as AWS sends it (clients decode it, and a plain `+` becomes a space);
service-linked roles bear AWS's names; a policy that is attached, or has older versions, stays (rebuy-de/aws-nuke#1)."""
from __future__ import annotations

import copy
from typing import Any
from urllib.parse import quote

from moto.core.responses import ActionResult
from moto.iam.exceptions import DeleteConflictException, LimitExceededException
from moto.iam.models import SERVICE_NAME_CONVERSION, IAMBackend, PolicyVersion
from moto.iam.responses import IamResponse

from ..emulator import Emulator
from ..extending import wrap
from . import iam_simulation


POLICIES_A_ROLE = 10
# first part of the service's name -> last part of its role's
LINKED_ROLES = {"access-analyzer": "AccessAnalyzer", "config": "Config", "elasticloadbalancing": "ElasticLoadBalancing", "guardduty": "AmazonGuardDuty", "rds": "RDS",
                "securityhub": "SecurityHub"}


def close(emulator: Emulator) -> None:
    iam_simulation.close(emulator)
    SERVICE_NAME_CONVERSION.update(LINKED_ROLES)
    wrap(IamResponse, "get_policy_version", _encoded)
    wrap(IAMBackend, "delete_service_linked_role", _with_task)
    wrap(IAMBackend, "attach_role_policy", _ten_at_most)
    wrap(IAMBackend, "delete_policy", _unattached)


def _unattached(original: Any, self: IAMBackend, policy_arn: str) -> None:
    policy = self.get_policy(policy_arn)
    if policy.attachment_count or any(role.permissions_boundary_arn == policy_arn for role in self.roles.values()):
        raise DeleteConflictException("Cannot delete a policy attached to entities.")
    if len(policy.versions) > 1:
        raise DeleteConflictException("This policy has more than one version. Before you delete a policy, you must delete "
                                      "the policy's versions. The default version is deleted with the policy.")
    original(self, policy_arn)


def _ten_at_most(original: Any, self: IAMBackend, policy_arn: str, role_name: str) -> None:
    """IAM/latest/UserGuide/reference_iam-quotas.html: managed policies a role, unless the account asks for more."""
    attached = self.get_role(role_name).managed_policies
    if policy_arn not in attached and len(attached) >= POLICIES_A_ROLE:
        raise LimitExceededException(f"Cannot exceed quota for PoliciesPerRole: {POLICIES_A_ROLE}")
    original(self, policy_arn, role_name)


def _with_task(original: Any, self: IAMBackend, role_name: str) -> str:
    """The task's id names the role, by which the task's state is asked for."""
    path = self.get_role(role_name).path
    return f"task{path}{role_name}/{original(self, role_name)}"


def _encoded(_: Any, self: IamResponse) -> ActionResult:
    backend: IAMBackend = self.backend
    found = backend.get_policy_version(self._get_param("PolicyArn"), self._get_param("VersionId"))
    answer: PolicyVersion = copy.copy(found)
    answer.document = quote(found.document, safe="")
    return ActionResult({"PolicyVersion": answer})
