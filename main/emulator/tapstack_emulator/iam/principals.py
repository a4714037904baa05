"""Who an access key belongs to, and the policies that person or role carries; read from moto's IAM and STS."""
from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import Any, List, Optional, Tuple

from moto.iam.models import Policy, iam_backends
from moto.sts.models import sts_backends

from .. import ACCOUNT_ID
from ..extending import store
from ..root_key import Credentials
from .conditions import Context
from .policy import Decision, decide
from .sigv4 import BadSignature, Signature


@dataclass(frozen=True)
class Principal:
    arn: str
    access_key_id: str
    secret: str
    policies: List[dict]
    boundary: Optional[dict] = None
    user_id: str = ""
    user_name: str = ""
    role_arn: str = ""
    function_arn: str = ""  # the Lambda function whose code signs, if one does
    root: bool = False

    @property
    def iam_arn(self) -> str:
        """aws:PrincipalArn: of a session it is the role's."""
        return self.role_arn or self.arn

    def may(self, action: str, resource: str, context: Context) -> Decision:
        if self.root:
            return Decision(True, "")
        return decide(self.policies, self.boundary, action, resource, context)


def find(signature: Signature, root: Credentials) -> Principal:
    """The principal whose key signed; raises BadSignature when there is none."""
    key_id = signature.access_key_id
    if key_id == root.access_key_id:
        arn = f"arn:aws:iam::{ACCOUNT_ID}:root"
        return Principal(arn, key_id, root.secret_access_key, [], user_id=ACCOUNT_ID, root=True)
    found = _user(key_id) if signature.token is None else _assumed_role(key_id, signature.token)
    if found is None:
        raise BadSignature("UnrecognizedClientException", "The security token included in the request is invalid.")
    return found


def _user(key_id: str) -> Optional[Principal]:
    backend = iam_backends[ACCOUNT_ID]["aws"]
    for user in list(backend.users.values()):  # a copy: IAM goes on meanwhile, here and below
        for key in user.access_keys:
            if key.access_key_id == key_id and key.status == "Active":
                return Principal(user.arn, key_id, key.secret_access_key, _policies_of_user(backend, user),
                                 user_id=user.id, user_name=user.name)  # moto knows boundaries of roles only
    return None


def _assumed_role(key_id: str, token: str) -> Optional[Principal]:
    session = next((session for session in sts_backends[ACCOUNT_ID]["aws"].assumed_roles
                    if (session.access_key_id, session.session_token) == (key_id, token)), None)
    if session is None:
        return None
    if session.expiration < datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None):
        raise BadSignature("ExpiredTokenException", "The security token included in the request is expired")
    role = role_of(session.role_arn)
    if role is None:
        return None
    policies, boundary = carried_by(role)
    return Principal(session.arn, key_id, session.secret_access_key, policies, boundary, session.user_id, role_arn=role.arn,
                     function_arn=store(session, "function").get("arn", ""))


def runs_for(session: Any, function_arn: str) -> None:
    """Marks a session as a function's own, as Lambda does; of whatever version or alias."""
    store(session, "function")["arn"] = ":".join(function_arn.split(":")[:7])


def role_of(arn: str) -> Optional[Any]:
    return next((role for role in list(iam_backends[ACCOUNT_ID]["aws"].roles.values()) if role.arn == arn), None)


def carried_by(role: Any) -> Tuple[List[dict], Optional[dict]]:
    """A role's policies and its permission boundary."""
    policies = [document(policy) for policy in [*role.policies.values(), *role.managed_policies.values()]]
    return policies, _boundary(iam_backends[ACCOUNT_ID]["aws"], role.permissions_boundary_arn)


def _policies_of_user(backend: Any, user: Any) -> List[dict]:
    holders = [user, *backend.get_groups_for_user(user.name)]
    return [document(policy) for holder in holders
            for policy in [*holder.policies.values(), *holder.managed_policies.values()]]


def _boundary(backend: Any, arn: Optional[str]) -> Optional[dict]:
    """A boundary that does not exist allows nothing, as in AWS."""
    if not arn:
        return None
    policy = backend.managed_policies.get(arn)
    return document(policy) if policy is not None else {"Statement": []}


def document(policy: Any) -> dict:
    """A policy's document, from moto's several ways to keep one."""
    if isinstance(policy, Policy):
        policy = next(version.document for version in policy.versions if version.is_default)
    return json.loads(policy) if isinstance(policy, str) else policy
