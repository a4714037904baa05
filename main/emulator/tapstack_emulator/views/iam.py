"""What was asked of IAM, and the credentials that a service would get."""
from __future__ import annotations

from typing import Any, Dict, List

from moto.sts.models import sts_backends

from .. import ACCOUNT_ID
from ..emulator import Emulator
from ..iam.principals import role_of, runs_for
from .problem import Problem

REGION = "us-east-1"  # of no matter to credentials
SESSION_NAME = "tapstack"
SESSION_SECONDS = 3600


def calls(emulator: Emulator, parts: List[str], query: Dict[str, str], body: Any) -> dict:
    """GET /_tapstack/iam/calls?principal=ARN-PREFIX"""
    return {"calls": emulator.calls.of(query.get("principal", ""))}


def credentials(emulator: Emulator, parts: List[str], query: Dict[str, str], body: Any) -> dict:
    """POST /_tapstack/iam/credentials {"role": ARN, "function": ARN}: whoever the role trusts."""
    role = body.get("role") if isinstance(body, dict) else None
    if not isinstance(role, str):
        raise Problem(400, 'the body must be {"role": "arn:aws:iam::..."}')
    if role_of(role) is None:
        raise Problem(404, f"no role {role}")
    session = sts_backends[ACCOUNT_ID]["aws"].assume_role(
        region_name=REGION, role_session_name=SESSION_NAME, role_arn=role, policy=None, duration=SESSION_SECONDS,
        external_id=None)
    if body.get("function"):
        runs_for(session, str(body["function"]))
    return {"accessKeyId": session.access_key_id, "secretAccessKey": session.secret_access_key,
            "sessionToken": session.session_token}
